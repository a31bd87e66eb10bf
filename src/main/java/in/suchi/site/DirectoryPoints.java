package in.suchi.site;

import in.suchi.person.Pincode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds where each pincode lies from what its offices say. Coordinates that only fill the field (one point for many pincodes,
 * as the 22 of Bihar's Aurangabad that have the point of its namesake in Maharashtra) and those far from everything that
 * shares the first digits are not believed.
 */
final class DirectoryPoints {

    /** A point at offices of more pincodes than these is a town's, not a place's. */
    private static final int PINCODES_AT_A_POINT = 3;
    /** Sorting districts (the first three digits) are hardly larger. */
    private static final double DISTRICT_KM = 150;
    /** Some are: deserts and mountains. */
    private static final double TIMES_THE_USUAL = 4;
    /** Offices of one pincode lie nearer to each other. */
    private static final double PINCODE_KM = 50;

    private static final int ENOUGH = 5;

    private final DirectoryReport report;
    private final Map<String, List<GeoPoint>> byDigits = new HashMap<>();
    private final Map<String, double[]> limits = new HashMap<>();

    DirectoryPoints(DirectoryReport report) {
        this.report = report;
    }

    /** Pincodes without a believable point are not in the answer. */
    Map<Pincode, GeoPoint> of(List<DirectoryOffice> offices) {
        List<DirectoryOffice> own = withoutFillers(offices);
        own.forEach(office -> {
            String digits = office.pincode().digits();
            byDigits.computeIfAbsent(digits.substring(0, 3), d -> new ArrayList<>())
                    .add(office.point().orElseThrow());
            byDigits.computeIfAbsent(digits.substring(0, 2), d -> new ArrayList<>())
                    .add(office.point().orElseThrow());
        });
        Map<Pincode, List<DirectoryOffice>> believed = new HashMap<>();
        for (DirectoryOffice office : own) {
            GeoPoint point = office.point().orElseThrow();
            if (isNearItsDigits(office.pincode(), point)) {
                believed.computeIfAbsent(office.pincode(), p -> new ArrayList<>())
                        .add(office);
            } else {
                report.note(office, "coordinates of another region left out", text(point), "");
            }
        }
        Map<Pincode, GeoPoint> places = new HashMap<>();
        believed.forEach((pincode, here) -> places.put(pincode, place(here)));
        return places;
    }

    private List<DirectoryOffice> withoutFillers(List<DirectoryOffice> offices) {
        Map<GeoPoint, Set<Pincode>> at = new HashMap<>();
        offices.forEach(office -> office.point().ifPresent(point -> at.computeIfAbsent(point, p -> new HashSet<>())
                .add(office.pincode())));
        List<DirectoryOffice> own = new ArrayList<>();
        for (DirectoryOffice office : offices) {
            Optional<GeoPoint> point = office.point();
            if (point.isPresent() && at.get(point.get()).size() > PINCODES_AT_A_POINT) {
                report.note(office, "one point for many pincodes left out", text(point.get()), "");
            } else if (point.isPresent()) {
                own.add(office);
            }
        }
        return own;
    }

    private boolean isNearItsDigits(Pincode pincode, GeoPoint point) {
        String digits = pincode.digits();
        String group = byDigits.getOrDefault(digits.substring(0, 3), List.of()).size() >= ENOUGH
                ? digits.substring(0, 3)
                : digits.substring(0, 2);
        List<GeoPoint> points = byDigits.get(group);
        if (points.size() < ENOUGH) {
            return true;
        }
        double[] limit = limits.computeIfAbsent(group, g -> limit(points));
        return new GeoPoint(limit[0], limit[1]).distanceKm(point) <= limit[2];
    }

    /** Centre and greatest distance in kilometres. */
    private static double[] limit(List<GeoPoint> points) {
        GeoPoint centre = middle(points);
        double usual = median(points.stream().map(centre::distanceKm).toList());
        return new double[] {centre.latitude(), centre.longitude(), Math.max(DISTRICT_KM, TIMES_THE_USUAL * usual)};
    }

    private GeoPoint place(List<DirectoryOffice> here) {
        GeoPoint middle = middle(points(here));
        List<DirectoryOffice> near = new ArrayList<>();
        for (DirectoryOffice office : here) {
            if (office.point().orElseThrow().distanceKm(middle) <= PINCODE_KM) {
                near.add(office);
            } else {
                report.note(
                        office,
                        "coordinates far from the pincode's others left out",
                        text(office.point().orElseThrow()),
                        text(middle));
            }
        }
        return near.isEmpty() ? middle : middle(points(near));
    }

    private static List<GeoPoint> points(List<DirectoryOffice> offices) {
        return offices.stream().map(office -> office.point().orElseThrow()).toList();
    }

    private static GeoPoint middle(List<GeoPoint> points) {
        return new GeoPoint(
                median(points.stream().map(GeoPoint::latitude).toList()),
                median(points.stream().map(GeoPoint::longitude).toList()));
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    private static String text(GeoPoint point) {
        return point.latitude() + ", " + point.longitude();
    }
}
