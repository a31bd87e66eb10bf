package in.suchi.notice;

import in.suchi.ledger.Alarms;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What gateways with a limit a day have left of it: calendar days of India, in real time. One alarm for a day that is used up. */
@Component
class DayLimits {

    private static final String ALARM = "gateway-day-used-up";

    private final JdbcClient jdbc;
    private final Alarms alarms;

    DayLimits(JdbcClient jdbc, Alarms alarms) {
        this.jdbc = jdbc;
        this.alarms = alarms;
    }

    /** Submits left today; without a limit more than ever matters. */
    long left(Lane lane) {
        Long perDay = lane.profile().limits().perDay();
        if (perDay == null) {
            return Long.MAX_VALUE;
        }
        long today = jdbc.sql("""
                        select coalesce(sum(submits), 0) from gateway_day
                        where gateway = ? and day = (now() at time zone 'Asia/Kolkata')::date""").param(lane.gateway()).query(Long.class).single();
        return perDay - today;
    }

    /** Whether it may still send today; raises or clears the alarm. */
    boolean allows(Lane lane) {
        if (lane.profile().limits().perDay() == null) {
            return true;
        }
        boolean allows = left(lane) > 0;
        if (allows) {
            alarms.clear(ALARM, lane.gateway());
        } else {
            alarms.raise(
                    ALARM,
                    lane.gateway(),
                    "Gateway %s has had the %d submits of this day. Its notices go to another gateway, or wait for tomorrow."
                            .formatted(lane.gateway(), lane.profile().limits().perDay()));
        }
        return allows;
    }
}
