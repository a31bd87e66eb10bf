package in.suchi.ledger;

import in.suchi.time.DomainClock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.boot.actuate.health.Status;

/** What the health answers of the hub's parts have in common. */
public final class HubHealth {

    /**
     * The hub works, something around it does not, and work waits for it: to restart the hub would not help. Answered with 200, below
     * {@code UP} and above {@code DOWN} (see {@code management.endpoint.health.status.order}).
     */
    public static final Status DEGRADED = new Status("DEGRADED");

    private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter OTHER_DAY = DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);

    private HubHealth() {}

    /** A time as it is said: {@code 18:02}, and with its day where that is not today. */
    public static String time(Instant at) {
        ZonedDateTime local = at.atZone(DomainClock.ZONE);
        boolean today = local.toLocalDate().equals(LocalDate.now(DomainClock.ZONE));
        return (today ? TODAY : OTHER_DAY).format(local);
    }
}
