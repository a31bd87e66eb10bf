package in.suchi.sandbox;

import java.util.Random;

/** The nine categories of health workers, their sexes and the papers they register with, in the usual proportions. */
final class WorkforceBook {
    private static final String[] CATEGORIES = {
        "HCW-FHW-ICDS",
        "HCW-NURSE",
        "HCW-SUPPORT",
        "HCW-PARAMEDIC",
        "HCW-STUDENT",
        "HCW-MEDICAL-OFFICER",
        "HCW-ADMIN",
        "HCW-OTHER",
        "HCW-SCIENTIST"
    };
    private static final int[] CATEGORY_SHARES = {396, 125, 117, 105, 80, 65, 52, 50, 10};
    private static final int[] WOMEN_PER_CENT = {97, 85, 35, 35, 50, 30, 25, 40, 35};
    private static final String[] PAPERS = {
        "AADHAAR",
        "VOTER_ID",
        "PAN",
        "SERVICE_ID",
        "DRIVING_LICENCE",
        "BANK_PASSBOOK",
        "PENSION_DOCUMENT",
        "PASSPORT",
        "MGNREGA_JOB_CARD",
        "HEALTH_INSURANCE_SMART_CARD"
    };
    private static final int[] PAPER_SHARES = {610, 152, 83, 44, 43, 33, 11, 9, 8, 7};

    private WorkforceBook() {}

    static void draw(RowDraft row, Random random) {
        int category = index(CATEGORY_SHARES, random);
        row.category = CATEGORIES[category];
        row.gender = random.nextInt(100) < WOMEN_PER_CENT[category] ? "F" : "M";
        if (random.nextInt(1_250) == 0) {
            row.gender = "T";
        }
        row.idType = PAPERS[index(PAPER_SHARES, random)];
    }

    /** Shares are per thousand. */
    private static int index(int[] shares, Random random) {
        int at = random.nextInt(1_000);
        for (int i = 0; i < shares.length; i++) {
            at -= shares[i];
            if (at < 0) {
                return i;
            }
        }
        return 0;
    }
}
