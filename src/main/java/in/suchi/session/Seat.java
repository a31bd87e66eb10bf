package in.suchi.session;

import java.time.Instant;

/** A place on a session: the serial on its list and the start of the slot. */
record Seat(String sessionId, int serial, Instant slotAt) {}
