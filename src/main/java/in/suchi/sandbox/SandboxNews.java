package in.suchi.sandbox;

import in.suchi.time.DomainClock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One line on the console whenever the numbers have moved, so that progress is visible while the sandbox works. */
final class SandboxNews {

    private static final Logger LOG = LoggerFactory.getLogger(SandboxNews.class);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);

    private final JdbcClient jdbc;
    private final DomainClock clock;
    private String last = "";
    private long toldAt;

    SandboxNews(JdbcClient jdbc, DomainClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void tell() {
        if (System.nanoTime() - toldAt < 2_000_000_000L) {
            return;
        }
        String news = line();
        if (!news.equals(last)) {
            LOG.info("SANDBOX {}: {}", ZonedDateTime.now(clock).format(TIME), news);
            last = news;
            toldAt = System.nanoTime();
        }
    }

    /** The numbers as they stand. */
    String line() {
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
