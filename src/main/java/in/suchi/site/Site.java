package in.suchi.site;

import in.suchi.person.Pincode;
import java.util.Comparator;
import java.util.Objects;
import java.util.Set;

/**
 * A health facility where sessions are held, as {@code sites.csv} gives it.
 *
 * @param code the site's key ({@code BR196-012})
 * @param shortName the English name for SMS, at most 30 characters
 * @param shortNameHi the Hindi name for SMS, at most 30 characters
 * @param district English name of its district
 * @param districtLgd LGD code of its district, whose systems get the rosters
 * @param state the state its pincode lies in
 * @param address may be empty, as may addressHi, phone and email
 * @param serves further pincodes declared to be served by it
 * @param active whether people may be placed here
 * @param note a remark of whoever keeps the table; may be empty
 */
public record Site(
        String code,
        String name,
        String nameHi,
        String shortName,
        String shortNameHi,
        SiteType type,
        String district,
        int districtLgd,
        String state,
        Pincode pincode,
        GeoPoint point,
        String address,
        String addressHi,
        String phone,
        String email,
        Set<Pincode> serves,
        boolean active,
        String note) {

    /** The order of sites at one pincode: by type, then by code. */
    public static final Comparator<Site> PREFERENCE =
            Comparator.comparing(Site::type).thenComparing(Site::code);

    /** Longest short name in characters: what one DLT template variable holds. */
    public static final int SHORT_NAME_LENGTH = 30;

    public Site {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(pincode, "pincode");
        Objects.requireNonNull(point, "point");
        serves = Set.copyOf(serves);
    }

    /** Name and code, for explanations. */
    public String label() {
        return name + " (" + code + ")";
    }
}
