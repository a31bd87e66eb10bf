package in.suchi.site;

import java.util.Arrays;
import java.util.Optional;

/** The kind of a site; the order here is the order in which sites at one pincode are preferred. */
public enum SiteType {
    MEDICAL_COLLEGE("medical_college"),
    DISTRICT_HOSPITAL("district_hospital"),
    SUB_DIVISIONAL_HOSPITAL("sub_divisional_hospital"),
    CHC("chc"),
    PHC("phc"),
    UPHC("uphc"),
    PRIVATE_HOSPITAL("private_hospital");

    private final String wire;

    SiteType(String wire) {
        this.wire = wire;
    }

    /** The word used in {@code sites.csv}. */
    public String wire() {
        return wire;
    }

    static Optional<SiteType> of(String wire) {
        return Arrays.stream(values()).filter(type -> type.wire.equals(wire)).findFirst();
    }
}
