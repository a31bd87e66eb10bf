package in.suchi.duplicate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether two persons whose names sound alike are suggested as one. A damaged or missing field says nothing; of the others, the
 * year of birth must agree, and so must the posting or the home.
 *
 * <ul>
 *   <li><em>Likely</em>: the year agrees, and two of posting, home and mobile do.
 *   <li><em>Possible</em>: the year agrees and the posting does; or the home does where a posting is missing; or the year is
 *       missing and mobile and posting or home agree.
 * </ul>
 *
 * @param strength {@code likely} or {@code possible}
 * @param reasons in words for an officer, the strongest first
 */
record Likeness(String strength, List<String> reasons) {

    /** How one field of two persons compares. */
    enum Field {
        SAME,
        DIFFERENT,
        /** Missing or unusable for one of them. */
        MISSING;

        static Field of(Object a, Object b) {
            if (a == null || b == null) {
                return MISSING;
            }
            return a.equals(b) ? SAME : DIFFERENT;
        }

        Field or(Field other) {
            if (this == SAME || other == SAME) {
                return SAME;
            }
            return this == MISSING ? other : this;
        }
    }

    /**
     * @param sameSpelling whether the names are written alike in every script both have
     */
    static Optional<Likeness> of(boolean sameSpelling, Field year, Field posting, Field home, Field mobile) {
        if (year == Field.DIFFERENT) {
            return Optional.empty();
        }
        int agreeing = agrees(posting) + agrees(home) + agrees(mobile);
        boolean likely = year == Field.SAME && agreeing >= 2;
        boolean possible = year == Field.SAME
                ? posting == Field.SAME || home == Field.SAME && posting == Field.MISSING
                : mobile == Field.SAME && agreeing >= 2;
        if (!likely && !possible) {
            return Optional.empty();
        }
        List<String> reasons = new ArrayList<>();
        reasons.add(sameSpelling ? "same-name" : "name-sounds-alike");
        add(reasons, year, "same-year-of-birth");
        add(reasons, posting, "same-posting");
        add(reasons, home, "same-home-pincode");
        add(reasons, mobile, "same-mobile");
        return Optional.of(new Likeness(likely ? "likely" : "possible", List.copyOf(reasons)));
    }

    private static int agrees(Field field) {
        return field == Field.SAME ? 1 : 0;
    }

    private static void add(List<String> reasons, Field field, String reason) {
        if (field == Field.SAME) {
            reasons.add(reason);
        }
    }
}
