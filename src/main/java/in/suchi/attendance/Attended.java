package in.suchi.attendance;

import java.time.Instant;

/**
 * One thing a site has reported of a person.
 *
 * @param at when it happened
 */
record Attended(String sessionId, AttendanceStatus status, Instant at) {}
