package in.suchi.evening;

import java.util.List;
import java.util.function.ToLongFunction;

/**
 * How the sessions of one day stand in one district, or in the state. Counts only. Everyone appointed is exactly one of told,
 * telephoned, uncertain, to send, to telephone.
 *
 * @param sessions planned
 * @param appointed people on them
 * @param told their SMS reached the handset
 * @param telephoned told by telephone
 * @param uncertain taken by the gateway without a receipt, or in doubt
 * @param toSend the SMS is still to go out
 * @param toTelephone no SMS will reach them: no number, refused, undelivered, expired, none
 * @param listsArrived sessions whose current roster every endpoint has
 * @param listsOnTheWay not yet, and not late
 * @param listsLate not yet, and late
 * @param listsNowhere with people, and the district has no endpoint for rosters
 * @param held people posted here without a site, whatever the day
 * @param waiting people placed here for whom no session has room
 * @param lateNotices not out although their send-by is past
 * @param deadLetters open ones of the district
 */
public record Standing(
        long sessions,
        long appointed,
        long told,
        long telephoned,
        long uncertain,
        long toSend,
        long toTelephone,
        long listsArrived,
        long listsOnTheWay,
        long listsLate,
        long listsNowhere,
        long held,
        long waiting,
        long lateNotices,
        long deadLetters) {

    static Standing sum(List<Standing> parts) {
        return new Standing(
                of(parts, Standing::sessions),
                of(parts, Standing::appointed),
                of(parts, Standing::told),
                of(parts, Standing::telephoned),
                of(parts, Standing::uncertain),
                of(parts, Standing::toSend),
                of(parts, Standing::toTelephone),
                of(parts, Standing::listsArrived),
                of(parts, Standing::listsOnTheWay),
                of(parts, Standing::listsLate),
                of(parts, Standing::listsNowhere),
                of(parts, Standing::held),
                of(parts, Standing::waiting),
                of(parts, Standing::lateNotices),
                of(parts, Standing::deadLetters));
    }

    private static long of(List<Standing> parts, ToLongFunction<Standing> count) {
        return parts.stream().mapToLong(count).sum();
    }

    boolean isEmpty() {
        return sessions + held + waiting + deadLetters == 0;
    }
}
