package in.suchi.district;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * The files of an SFTP folder, in the order they are written: each content first, its checksum after it, so that a checksum never
 * lies beside a file that is not there.
 */
@Component("sftpFiles")
public class SftpFiles {

    private final DistrictEndpoints endpoints;

    SftpFiles(DistrictEndpoints endpoints) {
        this.endpoints = endpoints;
    }

    /** The files of a list, in its site's folder where there is one. A site's note has no checksum. */
    public List<PushFile> of(Delivery delivery) {
        String folder = folder(delivery.push().endpoint(), delivery.push().siteCode());
        List<PushFile> files = new ArrayList<>();
        for (PushFile file : delivery.files()) {
            PushFile placed = file.in(folder);
            files.add(placed);
            if (!file.name().endsWith(".txt")) {
                files.add(PushFile.checksumOf(placed));
            }
        }
        return files;
    }

    /** The index and its checksum. */
    public List<PushFile> index(RosterIndexes.IndexWork work, byte[] csv) {
        String name = "index-%s-%s.csv".formatted(work.district(), work.date());
        PushFile file = new PushFile(folder(work.endpoint(), "") + name, "text/csv; charset=UTF-8", csv);
        return List.of(file, PushFile.checksumOf(file));
    }

    private String folder(String endpointId, String siteCode) {
        if (endpoints.get(endpointId) instanceof SftpEndpoint sftp) {
            return sftp.folderOf(siteCode);
        }
        throw new IllegalStateException("the endpoint " + endpointId + " has no folders");
    }
}
