package in.suchi.district;

import in.suchi.callsheet.CallSheetFile;
import in.suchi.district.Endpoint.Audience;
import in.suchi.district.Endpoint.Content;
import in.suchi.list.ListContent;
import in.suchi.list.ListFormat;
import in.suchi.roster.RosterContent;
import in.suchi.roster.RosterFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** What a claimed push brings: the list of exactly its revision, in the forms its endpoint asks for. */
@Component("deliveries")
public class Deliveries {

    private final DistrictEndpoints endpoints;
    private final RosterFile rosters;
    private final CallSheetFile callSheets;
    private final Pushes pushes;

    Deliveries(DistrictEndpoints endpoints, RosterFile rosters, CallSheetFile callSheets, Pushes pushes) {
        this.endpoints = endpoints;
        this.rosters = rosters;
        this.callSheets = callSheets;
        this.pushes = pushes;
    }

    /** Null when a newer revision came meanwhile: then this push is superseded, and nothing is to be sent. */
    public Delivery render(ClaimedPush push) {
        ListContent current = push.kind().equals(Content.ROSTERS.pushKind())
                ? rosters.render(push.sessionId()).map(RosterContent::asList).orElse(null)
                : callSheets.render(push.sessionId()).orElse(null);
        if (current == null || current.revision() != push.revision()) {
            pushes.superseded(push);
            return null;
        }
        ListContent list = current.replacing(push.replaces());
        return new Delivery(push, list, files(list, endpoints.get(push.endpoint())));
    }

    /** A person in charge of a site also gets a note that says what to throw away. */
    private static List<PushFile> files(ListContent list, Endpoint endpoint) {
        List<PushFile> files = new ArrayList<>();
        for (ListFormat format : endpoint.formats()) {
            files.add(new PushFile(format.fileName(list), format.mediaType(), format.render(list)));
        }
        if (endpoint.audience() == Audience.SITES) {
            files.add(new PushFile(
                    list.fileStem() + ".txt",
                    "text/plain; charset=UTF-8",
                    note(list).getBytes(StandardCharsets.UTF_8)));
        }
        return files;
    }

    /** Which list this is and which one it replaces, for a person. */
    static String note(ListContent list) {
        return "%s %s, session %s at %s on %s\n%s\n"
                .formatted(
                        list.kind().title(),
                        list.fileStem(),
                        list.sessionId(),
                        list.siteCode(),
                        list.date(),
                        list.note());
    }
}
