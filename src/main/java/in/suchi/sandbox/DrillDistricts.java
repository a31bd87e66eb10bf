package in.suchi.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import in.suchi.site.District;
import in.suchi.site.ReferenceTables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.function.ToIntFunction;

/** Writes the districts.yaml of a drill: every district with a folder on the simulated SFTP server, and one for its sites. */
final class DrillDistricts {

    private DrillDistricts() {}

    /** @param portOf of the server that keeps a district's folders, by slug */
    static Path write(
            SandboxFolders folders, ReferenceTables tables, Collection<String> slugs, ToIntFunction<String> portOf)
            throws IOException {
        YAMLMapper yaml = new YAMLMapper();
        ObjectNode root = yaml.createObjectNode();
        ObjectNode districts = root.putObject("districts");
        for (District district : tables.districts().all()) {
            ObjectNode block = districts.putObject(district.slug());
            block.put("lgd", district.lgd());
            ArrayNode endpoints = block.putArray("endpoints");
            if (slugs.contains(district.slug())) {
                int port = portOf.applyAsInt(district.slug());
                endpoint(endpoints, folders, district.slug(), port, "-sftp").put("folder", "rosters");
                endpoint(endpoints, folders, district.slug(), port, "-sites")
                        .put("for", "sites")
                        .put("folder", "sites/<site_code>");
            }
        }
        Path file = folders.root().resolve("districts.yaml");
        yaml.writeValue(file.toFile(), root);
        return file;
    }

    private static ObjectNode endpoint(
            ArrayNode endpoints, SandboxFolders folders, String slug, int port, String suffix) {
        ObjectNode endpoint = endpoints.addObject();
        endpoint.put("id", slug + suffix)
                .put("kind", "sftp")
                .put("host", "127.0.0.1")
                .put("port", port)
                .put("user", slug)
                .put("password", SandboxPeers.PASSWORD)
                .put("known-hosts", folders.knownHosts().toString());
        return endpoint;
    }
}
