package in.suchi.faults;

/**
 * Somebody the suite registered, as the hub must have them.
 *
 * @param mobile empty: none
 */
record Person(String registrationId, String name, int yearOfBirth, String mobile, Place place) {

    /** A site with a session of its own. */
    record Place(String siteCode, String name, String district, String slug, String pincode) {
        String sessionId() {
            return "S-" + siteCode;
        }
    }

    static final String HEADER =
            "registration_id,name,name_hi,gender,year_of_birth,mobile,category,id_type,home_address,home_pincode,"
                    + "posting_facility,posting_district,posting_pincode,registered_at";

    /** As the registry writes them. */
    String row() {
        return String.join(
                ",",
                registrationId,
                name,
                "",
                "female",
                Integer.toString(yearOfBirth),
                mobile,
                "nurse",
                "voter-id",
                "",
                place.pincode(),
                place.name(),
                place.district(),
                place.pincode(),
                "2021-01-05");
    }

    /** Never shows who it is. */
    @Override
    public String toString() {
        return registrationId;
    }
}
