package in.suchi.console;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an officer may do. Everybody may read counts; people's data and actions need more. */
enum Role {
    /** Everything, officers included. */
    ADMINISTRATOR,
    /** Everything but officers. */
    STATE_OPERATOR,
    /** People, lists and dead letters of one district. */
    DISTRICT_OFFICER,
    /** Counts only. */
    VIEWER,
    /** Reads everything, changes nothing. */
    AUDITOR;

    /** The word in the table {@code officer} and in the API. */
    String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Role> of(String wire) {
        return Arrays.stream(values()).filter(role -> role.wire().equals(wire)).findFirst();
    }
}
