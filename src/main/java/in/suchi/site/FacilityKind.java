package in.suchi.site;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The kind of facility that a name says, in the words and abbreviations people write in Latin and Devanagari. The
 * order matters: the first that is found wins, so "additional primary health centre" is not taken for a primary one.
 */
enum FacilityKind {
    ADDITIONAL_PHC("(?:additional|addl)[. ]*(?:primary health cent(?:re|er)|%s)|%s"
                    .formatted(abbreviation("phc"), abbreviation("aphc"))
            + "|अतिरिक्त *" + Words.PHC_HI + "|ए\\.?" + Words.PHC_HI_LETTERS),
    URBAN_PHC("urban *(?:primary health cent(?:re|er)|%s)|%s".formatted(abbreviation("phc"), abbreviation("uphc"))
            + "|शहरी *" + Words.PHC_HI + "|यू\\.?" + Words.PHC_HI_LETTERS),
    PHC("(?:block *)?(?:primary health cent(?:re|er)|%s)|%s".formatted(abbreviation("phc"), abbreviation("bphc")) + "|"
            + Words.PHC_HI + "|" + Words.PHC_HI_LETTERS),
    CHC("community health cent(?:re|er)|" + abbreviation("chc")
            + "|सामुदायिक *स्वास्थ्य *(?:केंद्र|केन्द्र)|सी\\.?एच\\.?सी\\.?"),
    HEALTH_SUB_CENTRE("health sub[- ]*cent(?:re|er)|sub[- ]*(?:health )?cent(?:re|er)|" + abbreviation("hsc")
            + "|(?:स्वास्थ्य *उप ?केंद्र|उप ?स्वास्थ्य *(?:केंद्र|केन्द्र))|एच\\.?एस\\.?सी\\.?"),
    WELLNESS_CENTRE("health (?:and|&)? *wellness cent(?:re|er)|" + abbreviation("hwc")),
    REFERRAL_HOSPITAL("referral *" + Words.HOSPITAL + "|" + abbreviation("rh") + "|रेफरल *" + Words.HOSPITAL_HI),
    SUB_DIVISIONAL_HOSPITAL("sub[- ]*div(?:isional|ision|\\.|l\\.?)? *" + Words.HOSPITAL + "|" + abbreviation("sdh")
            + "|(?:अनुमंडलीय|अनुमण्डलीय|अनुमंडल|अनु\\.?) *" + Words.HOSPITAL_HI),
    DISTRICT_HOSPITAL("(?:sadar|district|distt?\\.?) *" + Words.HOSPITAL + "|" + abbreviation("sh") + "|"
            + abbreviation("dh") + "|(?:सदर|ज़िला|जिला) *" + Words.HOSPITAL_HI),
    MEDICAL_COLLEGE("(?:government|govt\\.?)? *medical college(?: *(?:and|&)? *" + Words.HOSPITAL + ")?|"
            + abbreviation("mch") + "|(?:राजकीय)? *मेडिकल *कॉलेज(?: *(?:एवं|और)? *" + Words.HOSPITAL_HI + ")?"),
    HOSPITAL(Words.HOSPITAL + "|" + Words.HOSPITAL_HI),
    /** No word for a kind: the name may be of any. */
    UNNAMED("(?!)");

    private final Pattern words;

    FacilityKind(String words) {
        // \b does not know Devanagari vowel signs; a letter or a sign on either side means the middle of a word
        this.words = Pattern.compile("(?<![\\p{L}\\p{M}])(?:" + words + ")(?![\\p{L}\\p{M}])");
    }

    private static String abbreviation(String letters) {
        return String.join("[. ]*", letters.split("")) + "\\.?";
    }

    Matcher in(String plain) {
        return words.matcher(plain);
    }

    /** Whether a name of this kind may, by its place alone, still mean a site of that kind. */
    boolean mayMean(FacilityKind site) {
        return switch (this) {
            case UNNAMED -> true;
            case HOSPITAL -> Words.HOSPITALS.contains(site);
            case CHC -> site == REFERRAL_HOSPITAL;
            case REFERRAL_HOSPITAL -> site == CHC;
            default -> false;
        };
    }

    /** Whether a district usually has one of the kind, so that the kind alone names it. */
    boolean namedByDistrictAlone() {
        return this == DISTRICT_HOSPITAL || this == MEDICAL_COLLEGE;
    }

    private static final class Words {
        static final String HOSPITAL = "hosp(?:ital|tl|\\.)?";
        static final String HOSPITAL_HI = "(?:अस्पताल|हॉस्पिटल|चिकित्सालय)";
        static final String PHC_HI =
                "(?:प्राथमिक *स्वास्थ्य *(?:केंद्र|केन्द्र)|प्रा\\.? *स्वा\\.? *(?:केंद्र|केन्द्र|के\\.?))";
        static final String PHC_HI_LETTERS = "पी\\.? *एच\\.? *सी\\.?";
        static final Set<FacilityKind> HOSPITALS =
                Set.of(MEDICAL_COLLEGE, DISTRICT_HOSPITAL, SUB_DIVISIONAL_HOSPITAL, REFERRAL_HOSPITAL);
    }
}
