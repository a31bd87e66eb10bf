package in.suchi.notice;

import in.suchi.time.DomainClock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Releases notices from the ledger: what is due, not stopped, not in the quiet hours and allowed by the canary; no more than two
 * seconds' worth of a gateway's agreed rate at one time; earliest send-by first, and among equals the districts in turn. What no SMS
 * reached goes to the gateways that call, where there are any.
 */
@Component("dispatcher")
public class Dispatcher {

    private final Leases leases;
    private final StopSwitches stops;
    private final GatewayHealth health;
    private final Lanes lanes;
    private final Canaries canaries;
    private final DueNotices due;
    private final UnreachedNotices unreached;
    private final DayLimits days;
    private final ReleaseBook book;
    private final CurrentTemplates templates;
    private final DomainClock clock;
    private final QuietHours quietHours;
    private final TransactionTemplate transaction;

    Dispatcher(
            Leases leases,
            StopSwitches stops,
            GatewayHealth health,
            Lanes lanes,
            Canaries canaries,
            DueNotices due,
            UnreachedNotices unreached,
            DayLimits days,
            ReleaseBook book,
            CurrentTemplates templates,
            DomainClock clock,
            ObjectProvider<NoticeTimeRules> rules,
            PlatformTransactionManager transactions) {
        this.leases = leases;
        this.stops = stops;
        this.health = health;
        this.lanes = lanes;
        this.canaries = canaries;
        this.due = due;
        this.unreached = unreached;
        this.days = days;
        this.book = book;
        this.templates = templates;
        this.clock = clock;
        this.quietHours = rules.getIfAvailable(() -> NoticeTimeRules.DEFAULT).quiet();
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Marks what may go out now as queued, committed; one message is to be sent for each batch returned. */
    public List<ReleasedBatch> release() {
        leases.sweep();
        Set<String> stopped = stops.scopes();
        if (stopped.contains(StopSwitches.ALL)) {
            return List.of();
        }
        List<ReleasedBatch> released = new ArrayList<>();
        for (boolean calls : new boolean[] {false, true}) {
            List<Lane> usable = lanes.all().stream()
                    .filter(lane -> lane.calls() == calls && canSend(lane, stopped))
                    .toList();
            Turns turns = Turns.among(usable, lane -> health.of(lane.gateway()).failing() != null);
            for (Lane lane : usable) {
                List<Lane> others = usable.stream().filter(o -> o != lane).toList();
                released.addAll(transaction.execute(status -> release(lane, others, turns.of(lane), stopped)));
            }
        }
        return released;
    }

    private boolean canSend(Lane lane, Set<String> stopped) {
        return !stopped.contains(StopSwitches.gateway(lane.gateway()))
                && !health.rests(lane.gateway())
                && days.allows(lane);
    }

    private List<ReleasedBatch> release(Lane lane, Collection<Lane> others, Turns.Slice turn, Set<String> stopped) {
        int most = health.allowed(lane.gateway(), book.room(lane));
        if (most <= 0) {
            return List.of();
        }
        Canaries.Allowance allowance = canaries.allowance(lane);
        DueNotices.Terms terms = terms(allowance, stopped);
        List<DueNotice> found = new ArrayList<>(due.inDoubt(lane, others, terms, most));
        Map<String, List<Long>> probes = new HashMap<>();
        if (turn != null && found.size() < most) {
            int left = most - found.size();
            List<DueNotice> fresh =
                    lane.calls() ? unreached.found(terms, turn, left) : due.scheduled(terms, turn, left);
            found.addAll(allowed(fresh, allowance, lane, probes));
        }
        List<Long> queued = book.queue(lane, found);
        Set<Long> gone = new HashSet<>(queued);
        probes.forEach((template, ids) -> canaries.probe(
                template, lane.gateway(), ids.stream().filter(gone::contains).toList()));
        List<ReleasedBatch> batches = new ArrayList<>();
        for (int from = 0; from < queued.size(); from += lane.batch()) {
            batches.add(new ReleasedBatch(
                    lane.gateway(), queued.subList(from, Math.min(from + lane.batch(), queued.size()))));
        }
        return batches;
    }

    private DueNotices.Terms terms(Canaries.Allowance allowance, Set<String> stopped) {
        Set<String> held = templates.now().templateIds().entrySet().stream()
                .filter(w -> allowance.held().contains(w.getValue())
                        || stopped.contains(StopSwitches.template(w.getValue())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        Set<String> districts = stopped.stream()
                .filter(s -> s.startsWith(StopSwitches.district("")))
                .map(s -> s.substring(StopSwitches.district("").length()))
                .collect(Collectors.toSet());
        boolean quiet =
                quietHours.contains(clock.instant().atZone(DomainClock.ZONE).toLocalTime());
        return new DueNotices.Terms(quiet, districts, held, allowance.probes());
    }

    /** Of templates whose canary is not through, only as many as may go alone. */
    private List<DueNotice> allowed(
            List<DueNotice> found, Canaries.Allowance allowance, Lane lane, Map<String, List<Long>> probes) {
        if (!lane.hasCanary()) {
            return found;
        }
        Map<String, String> templateOf = templates.now().templateIds();
        Map<String, Integer> left = new HashMap<>();
        List<DueNotice> allowed = new ArrayList<>();
        for (DueNotice notice : found) {
            String template = notice.template() != null
                    ? notice.template()
                    : templateOf.getOrDefault(
                            notice.wording(), templateOf.get(notice.occasion().kind() + "/" + Language.DEFAULT.code()));
            if (allowance.passed().contains(template) || allowance.probes().contains(notice.id())) {
                allowed.add(notice);
                continue;
            }
            int remaining = left.computeIfAbsent(template, t -> atFirst(t, templateOf, allowance, lane));
            if (remaining == Integer.MAX_VALUE) {
                allowed.add(notice);
            } else if (remaining > 0) {
                left.put(template, remaining - 1);
                probes.computeIfAbsent(template, t -> new ArrayList<>()).add(notice.id());
                allowed.add(notice);
            }
        }
        return allowed;
    }

    private int atFirst(String template, Map<String, String> templateOf, Canaries.Allowance allowance, Lane lane) {
        if (allowance.held().contains(template)) {
            return 0;
        }
        Integer left = allowance.left().get(template);
        if (left != null) {
            return left;
        }
        Set<String> wordings = new HashSet<>();
        templateOf.forEach((wording, id) -> {
            if (id.equals(template)) {
                wordings.add(wording);
            }
        });
        int count = lane.profile().canary().count();
        return canaries.outstanding(wordings, count) ? count : Integer.MAX_VALUE;
    }

    /** Makes the batch of the exchange a message: ids only. */
    public void address(Exchange exchange) {
        ReleasedBatch batch = exchange.getMessage().getBody(ReleasedBatch.class);
        String ids = NoticeIds.join(batch.ids());
        exchange.getMessage().setHeader("hubKind", "notice");
        exchange.getMessage().setHeader("hubId", ids);
        exchange.getMessage().setHeader("gateway", batch.gateway());
        exchange.getMessage().setBody(ids);
    }
}
