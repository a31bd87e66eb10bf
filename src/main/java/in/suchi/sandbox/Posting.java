package in.suchi.sandbox;

/**
 * Where a generated person works.
 *
 * @param facility as typed
 * @param place the place in the facility's name, for telling it from sites of other districts
 * @param siteCode the site where the person belongs; empty where two would be right
 * @param named whether the facility alone decides, whatever the pincode says
 */
record Posting(String district, String pincode, String facility, String place, String siteCode, boolean named) {}
