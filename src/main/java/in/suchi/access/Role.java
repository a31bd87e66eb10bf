package in.suchi.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an officer is; what each may do stands in {@link Right}. */
public enum Role {
    /** Everything, officers included. */
    ADMINISTRATOR,
    /** Everything but officers. */
    STATE_OPERATOR,
    /** People, lists and dead letters of one district. */
    DISTRICT_OFFICER,
    /** Lists and call sheets of one site. */
    SITE_IN_CHARGE,
    /** Counts only. */
    VIEWER,
    /** Reads everything, changes nothing. */
    AUDITOR;

    /** The word in the table {@code officer}, in the API and, after {@code role.}, among the words of the pages. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Role> of(String wire) {
        return Arrays.stream(values()).filter(role -> role.wire().equals(wire)).findFirst();
    }
}
