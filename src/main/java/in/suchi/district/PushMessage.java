package in.suchi.district;

/**
 * What is said on the broker about released work: where to, and which row of the ledger.
 *
 * @param kind {@code roster}, {@code callsheet} or {@code index}
 * @param id push id; of an index: endpoint and date
 */
public record PushMessage(String queue, String kind, String id, String district, String endpoint) {

    static PushMessage of(String kind, String id, String district, String endpoint) {
        return new PushMessage(queueOf(kind, district), kind, id, district, endpoint);
    }

    /** The queue of this kind of push to the district; its name is an interface, districts watch it. */
    static String queueOf(String kind, String district) {
        return (kind.equals("callsheet") ? "callsheet" : "roster") + ".push." + district;
    }
}
