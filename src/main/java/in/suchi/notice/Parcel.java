package in.suchi.notice;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The notices that go in one submit: one, or several of one template where the gateway has a bulk submit. No number is in it
 * twice, since a gateway that gives them all one id tells them apart by the number alone.
 */
record Parcel(List<ClaimedNotice> notices) {

    ClaimedNotice first() {
        return notices.get(0);
    }

    boolean isBulk() {
        return notices.size() > 1;
    }

    /** Puts together what may go together. What was tried before goes alone, so that one bad number cannot hold up others for ever. */
    static List<Parcel> of(Lane lane, List<ClaimedNotice> claimed) {
        int most = lane.profile().mostInOneSubmit();
        List<Parcel> parcels = new ArrayList<>();
        Map<String, List<ClaimedNotice>> alike = new LinkedHashMap<>();
        for (ClaimedNotice notice : claimed) {
            if (most == 1 || notice.turn() > 1 || notice.tries() > 1) {
                parcels.add(new Parcel(List.of(notice)));
            } else {
                String key = notice.template() + (lane.profile().bulkSharesText() ? "\n" + notice.text() : "");
                alike.computeIfAbsent(key, k -> new ArrayList<>()).add(notice);
            }
        }
        alike.values().forEach(notices -> parcels.addAll(cut(notices, most)));
        return parcels;
    }

    private static List<Parcel> cut(List<ClaimedNotice> notices, int most) {
        List<Parcel> parcels = new ArrayList<>();
        List<ClaimedNotice> left = notices;
        while (!left.isEmpty()) {
            List<ClaimedNotice> now = new ArrayList<>();
            List<ClaimedNotice> later = new ArrayList<>();
            Set<String> numbers = new HashSet<>();
            for (ClaimedNotice notice : left) {
                boolean fits = now.size() < most && numbers.add(notice.mobile());
                (fits ? now : later).add(notice);
            }
            parcels.add(new Parcel(now));
            left = later;
        }
        return parcels;
    }

    @Override
    public String toString() {
        return notices.size() + " notices from " + first().id();
    }
}
