package in.suchi.sandbox;

/** One row while it is being made: what will be typed (damaged or not) beside what is true. Mutable, never shared. */
final class RowDraft {
    String id;
    NameBook.Name person;
    String gender;
    int yearOfBirth;
    String mobile;
    String category;
    String idType;
    String address;
    String homePincode;
    Posting posting;
    /** Seconds since 1970 in Indian time as if it were UTC. */
    long registered;

    String name;
    String nameHi;
    String typedYear;
    String typedMobile;
    String typedHome;
    String facility;
    String typedDistrict;
    String typedPosting;
    String typedRegistered;

    Expected expected = Expected.ACCEPTED;
    String defect = "";
    String siteCode;
    String cleanName;
    String cleanNameHi;
    String cleanYear;
    String cleanMobile;
    String cleanHome;
    String cleanPosting;
    String cleanRegistered;
    String duplicateOf = "";
    String duplicateKind = "";

    /** Types everything as it is; damage comes after. */
    void type() {
        name = person.latin();
        nameHi = person.devanagari();
        typedYear = String.valueOf(yearOfBirth);
        typedMobile = mobile;
        typedHome = homePincode;
        facility = posting.facility();
        typedDistrict = posting.district();
        typedPosting = posting.pincode();
        typedRegistered = IndianTime.iso(registered);
        siteCode = posting.siteCode();
        cleanName = name;
        cleanNameHi = nameHi;
        cleanYear = typedYear;
        cleanMobile = mobile;
        cleanHome = homePincode;
        cleanPosting = typedPosting;
        cleanRegistered = typedRegistered;
    }

    void held() {
        expected = Expected.HELD;
        siteCode = "";
    }

    void noSms(String typed) {
        typedMobile = typed;
        cleanMobile = "";
        expected = Expected.NO_SMS;
    }

    /** The same row once more, to be changed and written again. */
    RowDraft copy() {
        var copy = new RowDraft();
        copy.id = id;
        copy.person = person;
        copy.gender = gender;
        copy.yearOfBirth = yearOfBirth;
        copy.mobile = mobile;
        copy.category = category;
        copy.idType = idType;
        copy.address = address;
        copy.homePincode = homePincode;
        copy.posting = posting;
        copy.registered = registered;
        copy.type();
        copy.typedDistrict = typedDistrict;
        return copy;
    }

    String[] columns() {
        return new String[] {
            id,
            name,
            nameHi,
            gender,
            typedYear,
            typedMobile,
            category,
            idType,
            address,
            typedHome,
            facility,
            typedDistrict,
            typedPosting,
            typedRegistered
        };
    }

    GeneratedPerson truth(int row) {
        return new GeneratedPerson(
                row,
                id,
                defect,
                expected,
                cleanName,
                cleanNameHi,
                cleanYear,
                cleanMobile,
                cleanHome,
                cleanPosting,
                cleanRegistered,
                expected.isPlaced() ? posting.district() : "",
                expected.isPlaced() ? siteCode : "",
                duplicateOf,
                duplicateKind);
    }
}
