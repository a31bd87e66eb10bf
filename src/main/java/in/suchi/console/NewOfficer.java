package in.suchi.console;

import in.suchi.access.BadRequest;
import in.suchi.access.Role;
import in.suchi.site.ReferenceTables;
import in.suchi.site.Site;

/**
 * An officer to be made, checked against the tables; a site in charge belongs to the district of their site.
 *
 * @param district slug, null for those who see all
 * @param site code, null for all but sites in charge
 */
record NewOfficer(String username, Role role, String district, String site) {

    static NewOfficer of(String username, String role, String district, String site, ReferenceTables tables) {
        Role checked = Role.of(role == null ? "" : role)
                .orElseThrow(() -> new BadRequest(
                        "role: administrator, state-operator, district-officer, site-in-charge, viewer or auditor."));
        if (checked == Role.SITE_IN_CHARGE) {
            Site known = tables.sites()
                    .find(site == null ? "" : site.strip())
                    .orElseThrow(() -> new BadRequest("site: a site_code of config/sites.csv."));
            return new NewOfficer(
                    username,
                    checked,
                    tables.districts().byLgd(known.districtLgd()).orElseThrow().slug(),
                    known.code());
        }
        if (checked != Role.DISTRICT_OFFICER) {
            return new NewOfficer(username, checked, null, null);
        }
        if (district == null || tables.districts().bySlug(district.strip()).isEmpty()) {
            throw new BadRequest("district: a slug of config/districts.csv, e.g. patna or east-champaran.");
        }
        return new NewOfficer(username, checked, district.strip(), null);
    }
}
