package in.suchi.site;

import in.suchi.person.Pincode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;

/**
 * What differs between two states of the reference tables, by site code, pincode and slug.
 *
 * @param sitesClosed sites that are no longer active, or no longer there
 * @param sitesChanged sites of which anything else differs
 */
public record TableChanges(
        List<String> sitesAdded,
        List<String> sitesClosed,
        List<String> sitesOpened,
        List<String> sitesChanged,
        List<String> pincodesAdded,
        List<String> pincodesRemoved,
        List<String> pincodesChanged,
        List<String> districtsAdded,
        List<String> districtsRemoved,
        List<String> districtsChanged) {

    static TableChanges between(ReferenceTables before, ReferenceTables after) {
        Map<String, Site> oldSites = new LinkedHashMap<>();
        before.sites().all().forEach(site -> oldSites.put(site.code(), site));
        Map<String, Site> newSites = new LinkedHashMap<>();
        after.sites().all().forEach(site -> newSites.put(site.code(), site));
        List<String> closed = both(oldSites, newSites, (was, is) -> was.active() && !is.active());
        closed.addAll(missing(oldSites, newSites));
        Map<Pincode, PincodePlace> oldPincodes = before.pincodes().all();
        Map<Pincode, PincodePlace> newPincodes = after.pincodes().all();
        Map<String, District> oldDistricts = bySlug(before.districts());
        Map<String, District> newDistricts = bySlug(after.districts());
        return new TableChanges(
                missing(newSites, oldSites),
                closed,
                both(oldSites, newSites, (was, is) -> !was.active() && is.active()),
                both(oldSites, newSites, (was, is) -> was.active() == is.active() && !was.equals(is)),
                missing(newPincodes, oldPincodes),
                missing(oldPincodes, newPincodes),
                both(oldPincodes, newPincodes, (was, is) -> !Objects.equals(was, is)),
                missing(newDistricts, oldDistricts),
                missing(oldDistricts, newDistricts),
                both(oldDistricts, newDistricts, (was, is) -> !was.equals(is)));
    }

    private static Map<String, District> bySlug(DistrictTable table) {
        Map<String, District> bySlug = new LinkedHashMap<>();
        table.all().forEach(district -> bySlug.put(district.slug(), district));
        return bySlug;
    }

    private static <K> List<String> missing(Map<K, ?> of, Map<K, ?> in) {
        return new ArrayList<>(of.keySet().stream()
                .filter(key -> !in.containsKey(key))
                .map(String::valueOf)
                .sorted()
                .toList());
    }

    private static <K, V> List<String> both(Map<K, V> before, Map<K, V> after, BiPredicate<V, V> differ) {
        List<String> keys = new ArrayList<>();
        before.forEach((key, was) -> {
            V is = after.get(key);
            if (is != null && differ.test(was, is)) {
                keys.add(String.valueOf(key));
            }
        });
        keys.sort(null);
        return keys;
    }
}
