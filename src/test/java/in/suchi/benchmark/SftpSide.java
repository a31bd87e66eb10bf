package in.suchi.benchmark;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import in.suchi.site.District;
import in.suchi.site.ReferenceTables;
import in.suchi.support.RealOpenSsh;
import in.suchi.support.RealProcesses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;

/** The registry and 38 districts on one OpenSSH server in a process of its own. */
final class SftpSide {

    private final RealOpenSsh server;
    private final Path folder;
    private final List<District> districts;

    SftpSide(RealProcesses processes, Path folder, ReferenceTables tables) {
        this.folder = folder;
        districts = List.copyOf(tables.districts().all());
        server = new RealOpenSsh(processes, folder, "openssh")
                .withFolders("registry/outbox", "registry/rejects", "registry/for-the-script");
        districts.forEach(district -> server.withFolders("districts/" + district.slug() + "/rosters"));
    }

    RealOpenSsh server() {
        return server;
    }

    Path outbox() {
        return server.home().resolve("registry/outbox");
    }

    /** Settings of the hub for its registry and its districts. */
    Map<String, Object> properties() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("suchi.registry.enabled", true);
        properties.put("suchi.registry.host", "127.0.0.1");
        properties.put("suchi.registry.port", server.port());
        properties.put("suchi.registry.user", RealOpenSsh.user());
        properties.put("suchi.registry.private-key", server.privateKey());
        properties.put("suchi.registry.known-hosts", server.knownHosts());
        properties.put("suchi.registry.outbox", "registry/outbox");
        properties.put("suchi.registry.rejects", "registry/rejects");
        properties.put("suchi.registry.poll", 200);
        properties.put("suchi.registry.still", 200);
        properties.put("suchi.districts.file", writeDistricts(Map.of()));
        return properties;
    }

    /** @param otherPorts of districts that are somewhere else, by slug */
    Path writeDistricts(Map<String, Integer> otherPorts) {
        ObjectNode root = new YAMLMapper().createObjectNode();
        ObjectNode all = root.putObject("districts");
        for (District district : districts) {
            ObjectNode block = all.putObject(district.slug());
            block.put("lgd", district.lgd());
            ArrayNode endpoints = block.putArray("endpoints");
            endpoints
                    .addObject()
                    .put("id", district.slug() + "-sftp")
                    .put("kind", "sftp")
                    .put("host", "127.0.0.1")
                    .put("port", otherPorts.getOrDefault(district.slug(), server.port()))
                    .put("user", RealOpenSsh.user())
                    .put("private-key", server.privateKey())
                    .put("known-hosts", server.knownHosts())
                    .put("folder", "districts/" + district.slug() + "/rosters");
        }
        Path file = folder.resolve("districts.yaml");
        try {
            new YAMLMapper().writeValue(file.toFile(), root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    /** Lays an extract into the outbox, whole at once. */
    void export(Path extract, String name) {
        try {
            Path part = outbox().resolve("." + name);
            Files.copy(extract, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, outbox().resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lays an extract where the hub does not see it. */
    void exportForTheScript(Path extract, String name) throws IOException {
        Files.copy(
                extract,
                server.home().resolve("registry/for-the-script").resolve(name),
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** Takes away whatever lies at registry and districts. */
    void clear() {
        for (String part : List.of("registry", "districts")) {
            try (Stream<Path> files = Files.walk(server.home().resolve(part))) {
                for (Path file : files.filter(Files::isRegularFile)
                        .sorted(Comparator.reverseOrder())
                        .toList()) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Digest of each file at the districts, by district/name. */
    Map<String, String> arrived() {
        Map<String, String> digests = new TreeMap<>();
        Path districtsFolder = server.home().resolve("districts");
        try (Stream<Path> files = Files.walk(districtsFolder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                digests.put(
                        districtsFolder.relativize(file).toString(), DigestUtils.sha256Hex(Files.readAllBytes(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return digests;
    }

    /** The files themselves. */
    List<Path> files(String prefix) {
        try (Stream<Path> files = Files.walk(server.home().resolve("districts"))) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix)
                            && file.toString().endsWith(".csv"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
