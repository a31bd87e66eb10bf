package in.suchi.attendance;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What follows for a person from everything sites have reported of them. It depends on the set of reports and on where the
 * person stands, not on the order or number in which the reports came: so files may come twice, late and in any order.
 *
 * <ul>
 *   <li>Vaccinated anywhere: finished, whatever else is said and wherever the person stands.
 *   <li>Else the latest of refused, absent and deferred counts (of equal times the more definite one); arrived says nothing.
 *   <li>Refused: finished, unless the person is withdrawn: an officer's or the registry's word stands.
 *   <li>Absent, deferred: waits for another session, if the person still has the appointment on that one; also whoever was
 *       finished by a refusal before that.
 * </ul>
 */
enum Consequence {
    NONE,
    VACCINATED,
    REFUSED,
    WAITS_AGAIN;

    private static final List<AttendanceStatus> BY_WEIGHT =
            List.of(AttendanceStatus.ABSENT, AttendanceStatus.DEFERRED, AttendanceStatus.REFUSED);

    /**
     * Where a person stands in the ledger.
     *
     * @param place appointment, waiting, held, withdrawn, finished
     * @param detail the session of an appointment, the outcome of finished; else null
     */
    record Standing(String place, String detail) {
        private boolean is(String where, String what) {
            return place.equals(where) && (what == null || what.equals(detail));
        }
    }

    static Consequence of(Collection<Attended> reports, Standing standing) {
        if (reports.stream().anyMatch(r -> r.status() == AttendanceStatus.VACCINATED)) {
            return standing.is("finished", "vaccinated") ? NONE : VACCINATED;
        }
        Optional<Attended> latest = reports.stream()
                .filter(r -> BY_WEIGHT.contains(r.status()))
                .max(Comparator.comparing(Attended::at).thenComparing(r -> BY_WEIGHT.indexOf(r.status())));
        if (latest.isEmpty() || standing.is("withdrawn", null) || standing.is("finished", "vaccinated")) {
            return NONE;
        }
        boolean refused = latest.get().status() == AttendanceStatus.REFUSED;
        if (refused) {
            return standing.is("finished", null) ? NONE : REFUSED;
        }
        return standing.is("finished", "refused")
                        || standing.is("appointment", latest.get().sessionId())
                ? WAITS_AGAIN
                : NONE;
    }
}
