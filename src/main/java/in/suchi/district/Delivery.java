package in.suchi.district;

import in.suchi.list.ListContent;
import java.util.List;

/**
 * A claimed push with what is to be brought there.
 *
 * @param list with the revision this endpoint is to throw away
 * @param files of it, the content first; none where the endpoint takes the list itself
 */
public record Delivery(ClaimedPush push, ListContent list, List<PushFile> files) {

    /** The same however often it is tried. */
    String idempotencyKey() {
        String revision = push.sessionId() + "/" + push.revision();
        return push.kind().equals(Endpoint.Content.ROSTERS.pushKind()) ? revision : push.kind() + "/" + revision;
    }

    /** The name an acknowledgement would give; null where no file was sent. */
    String fileName() {
        return files.isEmpty() ? null : files.get(0).onlyName();
    }

    /** Without the people. */
    @Override
    public String toString() {
        return "Delivery[" + push + ", " + files + "]";
    }
}
