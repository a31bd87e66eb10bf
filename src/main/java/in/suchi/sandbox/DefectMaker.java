package in.suchi.sandbox;

import java.util.List;
import java.util.Random;

/** Puts one defect into a good row and writes down what a right hub makes of it then. */
final class DefectMaker {
    private final GeneratorPlaces places;
    private final PincodeDamage pincodes;

    DefectMaker(GeneratorPlaces places) {
        this.places = places;
        this.pincodes = new PincodeDamage(places);
    }

    /**
     * @param book the postings of the row's district
     * @param anotherMobile a number nobody has
     */
    void apply(Defect defect, RowDraft row, PostingBook book, String anotherMobile, Random random) {
        row.defect = defect.code();
        switch (defect) {
            case PIN_SPACE,
                    PIN_DEVANAGARI,
                    PIN_LETTER_O,
                    PIN_FLOAT,
                    PIN_SCI,
                    PIN_NBSP,
                    PIN_ZERO_WIDTH,
                    PIN_TEXT_PREFIX -> repairable(defect, row, random);
            case PIN_TRANSPOSED, PIN_5DIGITS, PIN_7DIGITS, PIN_UNKNOWN, PIN_MISSING, PIN_ZERO ->
                lost(defect, row, book, random);
            case PIN_BOTH_MISSING -> bothMissing(row);
            case PIN_OTHER_STATE -> otherState(row, random);
            case DISTRICT_CONFLICT -> districtConflict(row, random);
            case FACILITY_MISSING -> facilityMissing(row, book, random);
            case MOB_PLUS91,
                    MOB_ZERO_PREFIX,
                    MOB_SPACES,
                    MOB_DEVANAGARI,
                    MOB_LETTER_O,
                    MOB_FLOAT,
                    MOB_TWO_NUMBERS,
                    MOB_LANDLINE,
                    MOB_SCI_LOSSY,
                    MOB_9DIGITS,
                    MOB_11DIGITS,
                    MOB_STARTS_LOW,
                    MOB_REPEATED,
                    MOB_MISSING -> MobileDamage.apply(defect, row, anotherMobile, random);
            case DUP_REGISTRATION_ID -> row.held();
            default -> TextDamage.apply(defect, row, random);
        }
    }

    private void repairable(Defect defect, RowDraft row, Random random) {
        if (random.nextBoolean()) {
            row.typedHome = PincodeDamage.repairable(defect, row.homePincode, random);
        } else {
            row.typedPosting = PincodeDamage.repairable(defect, row.posting.pincode(), random);
        }
    }

    private void lost(Defect defect, RowDraft row, PostingBook book, Random random) {
        if (random.nextInt(5) < 2) {
            // The posting decides; the home pincode is not needed.
            row.typedHome = pincodes.lost(defect, row.homePincode, random);
            row.cleanHome = "";
            return;
        }
        row.typedPosting = pincodes.lost(defect, row.posting.pincode(), random);
        row.cleanPosting = "";
        if (!row.posting.named()) {
            homeDecides(row, book, random);
        }
    }

    /** Without facility and posting pincode, a home in the posting district decides; any other holds the person. */
    private void homeDecides(RowDraft row, PostingBook book, Random random) {
        if (random.nextInt(4) > 0) {
            var home = book.unnamed(random);
            live(row, home.pincode(), home.district());
            row.siteCode = home.siteCode();
            return;
        }
        var home = anotherPlace(row.posting.district(), random);
        live(row, home.pincode(), home.districts().stream().sorted().findFirst().orElseThrow());
        row.held();
    }

    private void bothMissing(RowDraft row) {
        row.typedHome = "";
        row.typedPosting = "";
        row.cleanHome = "";
        row.cleanPosting = "";
        if (!row.posting.named()) {
            row.held();
        }
    }

    private void otherState(RowDraft row, Random random) {
        var all = places.elsewhere();
        var pin = all.get(random.nextInt(all.size())).pincode();
        if (random.nextBoolean()) {
            row.typedHome = pin;
            row.cleanHome = pin;
            return;
        }
        row.typedPosting = pin;
        row.cleanPosting = pin;
        if (!row.posting.named()) {
            row.held();
        }
    }

    /** The district named is one where neither the pincode lies nor any site could be meant by the facility. */
    private void districtConflict(RowDraft row, Random random) {
        List<String> others = places.allDistricts().stream()
                .filter(d -> !places.liesIn(row.posting.pincode(), d) && !d.equals(row.posting.district()))
                .filter(d -> places.sitesOf(d).stream()
                        .noneMatch(s -> PostingBook.alike(places.placeOf(s), row.posting.place())))
                .toList();
        if (others.isEmpty()) {
            // Nothing to conflict with: an unreadable facility in a district where it is not will do.
            row.facility = "";
            row.typedDistrict = places.allDistricts().stream()
                    .filter(d -> !places.liesIn(row.posting.pincode(), d))
                    .findFirst()
                    .orElseThrow();
        } else {
            row.typedDistrict = others.get(random.nextInt(others.size()));
        }
        row.held();
    }

    private void facilityMissing(RowDraft row, PostingBook book, Random random) {
        row.posting = book.unnamed(random);
        row.facility = "";
        row.typedPosting = row.posting.pincode();
        row.cleanPosting = row.posting.pincode();
        row.siteCode = row.posting.siteCode();
    }

    private void live(RowDraft row, String pincode, String district) {
        row.homePincode = pincode;
        row.typedHome = pincode;
        row.cleanHome = pincode;
        row.address = "Ward No " + (row.address.length() % 40 + 1) + ", " + district;
    }

    private GeneratorPincode anotherPlace(String district, Random random) {
        var all = places.allDistricts();
        while (true) {
            var pincodes = places.pincodesOf(all.get(random.nextInt(all.size())));
            var pincode = pincodes.get(random.nextInt(pincodes.size()));
            if (!pincode.districts().contains(district)) {
                return pincode;
            }
        }
    }
}
