package in.suchi.site;

/** A point on the earth in degrees (WGS 84). */
public record GeoPoint(double latitude, double longitude) {

    private static final double EARTH_RADIUS_KM = 6371.0088;

    public GeoPoint {
        if (!(latitude >= -90 && latitude <= 90) || !(longitude >= -180 && longitude <= 180)) {
            throw new IllegalArgumentException("no point on earth: " + latitude + ", " + longitude);
        }
    }

    /** Great-circle distance in kilometres (haversine on the mean radius). */
    public double distanceKm(GeoPoint other) {
        double halfLatitude = Math.toRadians(other.latitude - latitude) / 2;
        double halfLongitude = Math.toRadians(other.longitude - longitude) / 2;
        double chord = Math.pow(Math.sin(halfLatitude), 2)
                + Math.cos(Math.toRadians(latitude))
                        * Math.cos(Math.toRadians(other.latitude))
                        * Math.pow(Math.sin(halfLongitude), 2);
        return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
    }
}
