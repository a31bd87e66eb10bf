package in.suchi.site;

import java.util.Arrays;
import java.util.Optional;

/** On what ground a site was found for a person. */
public enum Basis {
    POSTING_FACILITY("posting-facility"),
    POSTING_PINCODE("posting-pincode"),
    NEAREST_TO_POSTING("nearest-to-posting"),
    HOME_PINCODE("home-pincode"),
    OFFICER_DECISION("officer-decision");

    private final String wire;

    Basis(String wire) {
        this.wire = wire;
    }

    /** The word in rosters, tables and answers. */
    public String wire() {
        return wire;
    }

    public static Optional<Basis> of(String wire) {
        return Arrays.stream(values()).filter(basis -> basis.wire.equals(wire)).findFirst();
    }
}
