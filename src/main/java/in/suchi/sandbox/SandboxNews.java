package in.suchi.sandbox;

import in.suchi.ledger.Balance;
import in.suchi.ledger.Balances;
import in.suchi.time.DomainClock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the console says while the sandbox works: a line whenever the numbers have moved, and now and then for the clock alone; the
 * whole picture, balances counted anew, when everyone is placed, when the call sheets are there and when the day is over.
 */
final class SandboxNews {

    private static final Logger LOG = LoggerFactory.getLogger(SandboxNews.class);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);
    private static final Duration MOST_OFTEN = Duration.ofSeconds(2);
    private static final Duration AT_LEAST = Duration.ofSeconds(8);

    private static final String PLACED = "select exists (select from roster)";
    private static final String CALLED = "select exists (select from callsheet)";

    private final JdbcClient jdbc;
    private final DomainClock clock;
    private final Balances balances;
    private final List<String> milestones = new ArrayList<>(List.of(PLACED, CALLED));
    private String last = "";
    private long toldAt = System.nanoTime() - MOST_OFTEN.toNanos();

    SandboxNews(JdbcClient jdbc, DomainClock clock, Balances balances) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.balances = balances;
    }

    void tell() {
        long since = System.nanoTime() - toldAt;
        if (since < MOST_OFTEN.toNanos()) {
            return;
        }
        if (!milestones.isEmpty()
                && jdbc.sql(milestones.get(0)).query(Boolean.class).single()) {
            milestones.remove(0);
            tellAll();
            return;
        }
        String news = line();
        if (!news.equals(last) || since > AT_LEAST.toNanos()) {
            say(news);
            last = news;
        }
    }

    /** The whole picture, as the first page has it. */
    void tellAll() {
        say(line());
        say("placed by basis: " + counts("select basis as what, count(*) as n from placement group by 1")
                + "; held by reason: " + counts("select reason as what, count(*) as n from held group by 1"));
        say("balances: " + balances.count().stream().map(SandboxNews::words).collect(Collectors.joining(", ")));
        last = line();
    }

    private static String words(Balance balance) {
        return balance.name() + (balance.holds() ? " hold (" : " do NOT hold (") + balance.expected() + " = "
                + balance.found() + ")";
    }

    private void say(String news) {
        LOG.info("SANDBOX {}: {}", ZonedDateTime.now(clock).format(TIME), news);
        toldAt = System.nanoTime();
    }

    private String counts(String sql) {
        return jdbc.sql("select coalesce(string_agg(what || ' ' || n, ', ' order by n desc), 'nobody') from (" + sql
                        + ") c")
                .query(String.class)
                .single();
    }

    /** The numbers as they stand. */
    private String line() {
        return jdbc.sql("""
                        select 'received ' || (select count(*) from registration where version = 1)
                            || ', appointed ' || (select count(*) from appointment) || ', waiting ' || (select count(*) from waiting)
                            || ', held ' || (select count(*) from held)
                            || ', rosters pushed ' || (select count(*) from push where kind = 'roster' and state = 'accepted')
                            || ', notices ' || coalesce((select string_agg(state || ' ' || n, ', ' order by state)
                                                         from (select state, count(*) n from notice group by state) s), 'none')
                            || ', call sheets ' || (select count(*) from callsheet)""").query(String.class).single();
    }
}
