package in.suchi.notice;

import in.suchi.ledger.Alarms;
import in.suchi.time.DomainClock;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes a release into the ledger: how much room a gateway has, texts composed and frozen, notices queued. */
@Component
class ReleaseBook {

    private static final String ALARM = "text-not-composed";

    private final JdbcClient jdbc;
    private final DomainClock clock;
    private final TextComposer composer;
    private final DispatchSettings settings;
    private final Alarms alarms;
    private final DayLimits days;

    ReleaseBook(
            JdbcClient jdbc,
            DomainClock clock,
            TextComposer composer,
            DispatchSettings settings,
            Alarms alarms,
            DayLimits days) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.composer = composer;
        this.settings = settings;
        this.alarms = alarms;
        this.days = days;
    }

    /** How many more notices may wait for this gateway: its window less what waits, and what is left of its day. */
    int room(Lane lane) {
        int waiting = jdbc.sql("select count(*) from notice where state in ('queued', 'submitting') and gateway = ?")
                .param(lane.gateway())
                .query(Integer.class)
                .single();
        int room = lane.window() - waiting;
        return room <= 0 ? room : (int) Math.min(room, days.left(lane) - waiting);
    }

    /** Composes what has no text yet, freezes it, and marks all of them queued. Returns them without those that cannot be composed. */
    List<Long> queue(Lane lane, List<DueNotice> found) {
        if (found.isEmpty()) {
            return List.of();
        }
        Map<TextComposer.Occasion, Integer> keys = new LinkedHashMap<>();
        List<SmsText> texts = new ArrayList<>();
        Map<TextComposer.Occasion, Composition.Refused> refusals = new HashMap<>();
        Set<String> composed = new TreeSet<>();
        Set<Long> refused = new TreeSet<>();
        List<Long> ids = new ArrayList<>();
        List<Integer> textOf = new ArrayList<>();
        for (DueNotice notice : found) {
            TextComposer.Occasion occasion = notice.occasion();
            if (notice.template() == null && !keys.containsKey(occasion) && !refusals.containsKey(occasion)) {
                Composition composition = sendable(lane, composer.compose(occasion));
                if (composition instanceof SmsText text) {
                    texts.add(text);
                    keys.put(occasion, texts.size());
                    composed.add(subject(occasion));
                } else if (composition instanceof Composition.Refused refusal) {
                    refusals.put(occasion, refusal);
                }
            }
            if (notice.template() == null && refusals.containsKey(occasion)) {
                refused.add(notice.id());
            } else {
                ids.add(notice.id());
                textOf.add(notice.template() == null ? keys.get(occasion) : 0);
            }
        }
        write(lane, ids, textOf, texts);
        refusals.forEach((occasion, refusal) -> alarms.raise(ALARM, subject(occasion), refusal.message()));
        postpone(refused);
        clearAlarms(composed);
        return ids;
    }

    /** What this gateway would cut off or could not send is not composed for it: no attempt begins, and no text is frozen. */
    private static Composition sendable(Lane lane, Composition composition) {
        if (!(composition instanceof SmsText text)) {
            return composition;
        }
        if (text.segments().parts() > lane.profile().maxParts()) {
            return new Composition.Refused(
                    "text-too-long",
                    "the text takes %d parts and gateway %s sends at most %d whole: shorten the wording"
                            .formatted(
                                    text.segments().parts(),
                                    lane.gateway(),
                                    lane.profile().maxParts()));
        }
        return lane.profile().knowsTemplate(text.templateId())
                ? composition
                : new Composition.Refused(
                        "template-unknown",
                        "gateway %s has no id of its own for template %s: write it into templates of config/gateways/%s.yaml"
                                .formatted(lane.gateway(), text.templateId(), lane.gateway()));
    }

    private void write(Lane lane, List<Long> ids, List<Integer> textOf, List<SmsText> texts) {
        if (ids.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        update notice n set state = 'queued', state_at = :now, gateway = :gateway, next_try_at = null,
                            tries = case when :calls and n.back_to is null then 0 else n.tries end,
                            back_to = case when :calls then coalesce(n.back_to, n.state) end,
                            lease_until = now() + :lease * interval '1 second',
                            template = coalesce(n.template, t.template), text = coalesce(n.text, t.text),
                            segments = coalesce(n.segments, t.segments)
                        from unnest(:ids, :textOf) as released(notice_id, key)
                        left join unnest(:templates, :texts, :segments) with ordinality as t(template, text, segments, key)
                            on t.key = released.key
                        where n.notice_id = released.notice_id""")
                .param("now", Timestamp.from(clock.instant()))
                .param("gateway", lane.gateway())
                .param("calls", lane.calls())
                .param("lease", settings.queuedLease().toSeconds())
                .param("ids", ids.toArray(Long[]::new))
                .param("textOf", textOf.toArray(Integer[]::new))
                .param("templates", texts.stream().map(SmsText::templateId).toArray(String[]::new))
                .param("texts", texts.stream().map(SmsText::text).toArray(String[]::new))
                .param("segments", texts.stream().map(t -> t.segments().parts()).toArray(Integer[]::new))
                .update();
    }

    /** A fault of the configuration, not of these people: they wait for it to be put right; one alarm a wording and site. */
    private void postpone(Collection<Long> refused) {
        if (!refused.isEmpty()) {
            jdbc.sql("""
                            update notice set next_try_at = now() + :wait * interval '1 second', last_error = 'its text could not be composed'
                            where notice_id = any(:ids)""")
                    .param("wait", settings.textWait().toSeconds())
                    .param("ids", refused.toArray(Long[]::new))
                    .update();
        }
    }

    private void clearAlarms(Set<String> composed) {
        if (!composed.isEmpty()) {
            jdbc
                    .sql("select subject from alarm where kind = ? and cleared_at is null")
                    .param(ALARM)
                    .query(String.class)
                    .list()
                    .stream()
                    .filter(composed::contains)
                    .forEach(subject -> alarms.clear(ALARM, subject));
        }
    }

    private static String subject(TextComposer.Occasion occasion) {
        return occasion.kind() + "/" + occasion.language() + " " + occasion.siteCode();
    }
}
