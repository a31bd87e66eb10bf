package in.suchi.session;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** One open session while it is being filled: how much room is left, and where. */
final class SessionRoom {

    private final String sessionId;
    private final Set<String> categories;
    private final Slots slots;
    private final int[] slotRoom;
    private final int lastFixed;
    private int room;
    private int lastSerial;
    private int slot;

    /**
     * @param categories who may come; empty: everyone
     * @param fixed how many appointments are kept, by start of their slot
     * @param lastSerial the greatest serial among the kept ones; later arrivals get later serials
     */
    SessionRoom(
            String sessionId,
            Set<String> categories,
            int capacity,
            Slots slots,
            Map<Instant, Integer> fixed,
            int lastSerial) {
        this.sessionId = sessionId;
        this.categories = Set.copyOf(categories);
        this.slots = slots;
        this.lastFixed = lastSerial;
        this.lastSerial = lastSerial;
        this.room =
                capacity - fixed.values().stream().mapToInt(Integer::intValue).sum();
        this.slotRoom = new int[slots.starts().size()];
        for (int i = 0; i < slotRoom.length; i++) {
            slotRoom[i] = slots.capacities().get(i)
                    - fixed.getOrDefault(slots.starts().get(i), 0);
        }
    }

    String sessionId() {
        return sessionId;
    }

    boolean hasRoom() {
        return room > 0;
    }

    boolean takes(String category) {
        return categories.isEmpty() || (category != null && categories.contains(category));
    }

    /** A seat for somebody new on the session. */
    Seat take() {
        return take(0);
    }

    /**
     * A seat for a person who has this serial already; 0: is new. A serial below the greatest fixed one stays, so that
     * fixing an appointment moves nobody else on the list; all others follow in filling order.
     */
    Seat take(int serialNow) {
        room--;
        boolean keeps = serialNow > 0 && serialNow < lastFixed;
        while (slot < slotRoom.length - 1 && slotRoom[slot] <= 0) {
            slot++;
        }
        slotRoom[slot]--;
        return new Seat(
                sessionId, keeps ? serialNow : ++lastSerial, slots.starts().get(slot));
    }
}
