package in.suchi.session;

import java.time.Instant;

/** What came of an officer's wish to put a person on a session. */
public sealed interface MoveOutcome {

    /** Done; the person is told by a notice under this version. */
    record Moved(String sessionId, int serial, Instant slotAt, int version) implements MoveOutcome {}

    /** Not done; the reason, in plain words, says what to do. */
    record NotMoved(String reason) implements MoveOutcome {}
}
