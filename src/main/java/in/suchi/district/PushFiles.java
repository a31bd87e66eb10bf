package in.suchi.district;

import in.suchi.district.Endpoint.Audience;
import in.suchi.roster.RosterContent;
import in.suchi.roster.RosterFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * The files of one push, in the order they are written: the content first, its checksum after it, so that a checksum never
 * lies beside a file that is not there.
 */
@Component("pushFiles")
public class PushFiles {

    private final DistrictEndpoints endpoints;
    private final RosterFile rosterFile;
    private final Pushes pushes;

    PushFiles(DistrictEndpoints endpoints, RosterFile rosterFile, Pushes pushes) {
        this.endpoints = endpoints;
        this.rosterFile = rosterFile;
        this.pushes = pushes;
    }

    /** The roster's files; none when a newer revision came meanwhile: then this push is superseded. */
    public List<PushFile> roster(ClaimedPush push) {
        RosterContent content = rosterFile.render(push.sessionId()).orElse(null);
        if (content == null || content.revision() != push.revision()) {
            pushes.superseded(push);
            return List.of();
        }
        return withNote(
                push,
                content.fileStem() + ".csv",
                RosterFile.csv(content),
                content.people().size());
    }

    /**
     * The call sheet's files.
     *
     * @param csv as it is to lie there
     */
    public List<PushFile> callSheet(ClaimedPush push, byte[] csv, int people) {
        String name = "callsheet-%s-%s-%s-%s-r%d.csv"
                .formatted(push.district(), push.siteCode(), push.date(), push.sessionId(), push.revision());
        return withNote(push, name, csv, people);
    }

    /** The index and its checksum. */
    public List<PushFile> index(RosterIndexes.IndexWork work, byte[] csv) {
        SftpEndpoint endpoint = endpoint(work.endpoint());
        String name = "index-%s-%s.csv".formatted(work.district(), work.date());
        PushFile file = new PushFile(endpoint.folderOf("") + name, csv);
        return List.of(file, PushFile.checksumOf(file));
    }

    /** A person in charge of a site also gets a note that says what to throw away. */
    private List<PushFile> withNote(ClaimedPush push, String fileName, byte[] csv, int people) {
        SftpEndpoint endpoint = endpoint(push.endpoint());
        String folder = endpoint.folderOf(push.siteCode());
        PushFile file = new PushFile(folder + fileName, csv);
        List<PushFile> files = new ArrayList<>(List.of(file, PushFile.checksumOf(file)));
        if (endpoint.audience() == Audience.SITES) {
            String note = "%s %s, session %s at %s on %s\nrevision %d, %d people, digest %s, replaces %s\n"
                    .formatted(
                            push.kind().equals("roster") ? "Roster" : "Call sheet",
                            fileName,
                            push.sessionId(),
                            push.siteCode(),
                            push.date(),
                            push.revision(),
                            people,
                            push.digest(),
                            push.replaces() == 0 ? "none" : Integer.toString(push.replaces()));
            files.add(new PushFile(file.name().replaceFirst("\\.csv$", ".txt"), note.getBytes(StandardCharsets.UTF_8)));
        }
        return files;
    }

    private SftpEndpoint endpoint(String id) {
        Endpoint endpoint = endpoints
                .find(id)
                .map(DistrictEndpoints.Of::endpoint)
                .orElseThrow(() -> new IllegalStateException("no endpoint " + id + " in " + endpoints.file()));
        if (endpoint instanceof SftpEndpoint sftp) {
            return sftp;
        }
        throw new IllegalStateException("the endpoint " + id + " takes no files");
    }
}
