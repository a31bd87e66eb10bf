package in.suchi.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Gives people seats, one after the other in filling order: the earliest session of their site with room, else of the
 * next nearest site with room, else none. The same people in the same order always get the same seats.
 */
final class Seating {

    private final Function<String, List<String>> nextNearest;
    private final Map<String, SiteRooms> sites = new HashMap<>();

    /**
     * @param nextNearest codes of the sites that a full site spills to, the nearest first
     */
    Seating(Function<String, List<String>> nextNearest) {
        this.nextNearest = nextNearest;
    }

    /** Adds an open session; those of one site in the order of their starts. */
    void add(String siteCode, SessionRoom room) {
        site(siteCode).rooms.add(room);
    }

    /**
     * The seat of the next person in filling order; empty: the person waits.
     *
     * @param sessionNow the session the person is on so far, or null
     * @param serialNow the serial there
     */
    Optional<Seat> seat(String siteCode, String category, String sessionNow, int serialNow) {
        SiteRooms own = site(siteCode);
        SessionRoom room = own.firstWithRoom(category);
        if (room == null) {
            room = nearby(own, siteCode, category);
        }
        if (room == null) {
            return Optional.empty();
        }
        return Optional.of(room.take(room.sessionId().equals(sessionNow) ? serialNow : 0));
    }

    private SessionRoom nearby(SiteRooms own, String siteCode, String category) {
        if (own.nearby == null) {
            own.nearby = nextNearest.apply(siteCode).stream()
                    .map(sites::get)
                    .filter(near -> near != null && !near.rooms.isEmpty())
                    .toList();
        }
        for (SiteRooms near : own.nearby) {
            SessionRoom room = near.firstWithRoom(category);
            if (room != null) {
                return room;
            }
        }
        return null;
    }

    private SiteRooms site(String code) {
        return sites.computeIfAbsent(code, c -> new SiteRooms());
    }

    private static final class SiteRooms {
        private final List<SessionRoom> rooms = new ArrayList<>();
        /** Per category the first session that may still have room: rooms only ever get fuller. */
        private final Map<String, Integer> first = new HashMap<>();

        private List<SiteRooms> nearby;

        SessionRoom firstWithRoom(String category) {
            int i = first.getOrDefault(category, 0);
            int began = i;
            while (i < rooms.size() && !(rooms.get(i).hasRoom() && rooms.get(i).takes(category))) {
                i++;
            }
            if (i != began) {
                first.put(category, i);
            }
            return i < rooms.size() ? rooms.get(i) : null;
        }
    }
}
