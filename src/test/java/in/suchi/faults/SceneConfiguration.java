package in.suchi.faults;

import in.suchi.faults.Person.Place;
import in.suchi.sandbox.SandboxFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.springframework.util.FileSystemUtils;

/** The hub's configuration in the suite: the shipped one, with waits of seconds, six sessions and addresses that lead through the proxies. */
final class SceneConfiguration {

    private static final Map<String, String> DISTRICTS = new TreeMap<>(Map.of("Nalanda", "nalanda", "Patna", "patna"));
    private static final int SITES_EACH = 3;

    private SceneConfiguration() {}

    /** The first public sites of two districts. */
    static List<Place> places() {
        List<Place> places = new ArrayList<>();
        try (CSVParser sites = CSVParser.parse(
                Path.of("config/sites.csv"),
                StandardCharsets.UTF_8,
                CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get())) {
            Map<String, Integer> taken = new TreeMap<>();
            for (CSVRecord site : sites) {
                String district = site.get("district");
                if (DISTRICTS.containsKey(district)
                        && !site.get("name").contains(",")
                        && taken.merge(district, 1, Integer::sum) <= SITES_EACH) {
                    places.add(new Place(
                            site.get("site_code"),
                            site.get("name"),
                            district,
                            DISTRICTS.get(district),
                            site.get("pincode")));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return places;
    }

    static void makeFolders(SandboxFolders folders, List<Place> places) {
        try {
            Files.createDirectories(folders.outbox());
            Files.createDirectories(folders.registry().resolve("rejects"));
            for (Place place : places) {
                Files.createDirectories(folders.district(place.slug()).resolve("rosters"));
                Files.createDirectories(
                        folders.district(place.slug()).resolve("sites").resolve(place.siteCode()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Pins the servers' keys at the proxies' ports. */
    static void writeKnownHosts(Scene scene) {
        List<String> lines = Stream.of("registry", "districts")
                .map(name -> (name.equals("registry") ? scene.registryServer : scene.districtServer)
                        .tell("key")
                        .replaceFirst("\\]:\\d+ ", "]:" + scene.link(name).port() + " "))
                .toList();
        try {
            Files.write(scene.folders.knownHosts(), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Scene scene) {
        Path config = scene.folder.resolve("config");
        try {
            FileSystemUtils.copyRecursively(Path.of("config"), config);
            Files.writeString(config.resolve("sessions.yaml"), "rules: []\n");
            StringBuilder sessions =
                    new StringBuilder("session_id,site_code,date,start,end,capacity,slot_minutes,categories,status\n");
            scene.places.forEach(place -> sessions.append(
                    "%s,%s,2021-01-16,09:00,17:00,10000,0,,planned\n".formatted(place.sessionId(), place.siteCode())));
            Files.writeString(config.resolve("sessions.csv"), sessions);
            for (String gateway : List.of("kannel-1", "json-1")) {
                Path file = config.resolve("gateways/" + gateway + ".yaml");
                Files.writeString(file, Files.readString(file).replace("connect: 5s", "connect: 1s"));
            }
            Files.writeString(config.resolve("districts.yaml"), districts(scene));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String districts(Scene scene) {
        String endpoint = "      - {id: %s, for: %s, kind: sftp, host: 127.0.0.1, port: %d, user: %s, password: %s,"
                + " known-hosts: \"%s\", folder: %s, timeout: 6s}\n";
        StringBuilder yaml = new StringBuilder("districts:\n");
        Map<String, Integer> lgd = Map.of("patna", 212, "nalanda", 209);
        for (String slug : DISTRICTS.values()) {
            int port = scene.link("districts").port();
            Path knownHosts = scene.folders.knownHosts();
            yaml.append("  %s:\n    lgd: %d\n    endpoints:\n".formatted(slug, lgd.get(slug)));
            yaml.append(
                    endpoint.formatted(slug + "-sftp", "district", port, slug, Scene.PASSWORD, knownHosts, "rosters"));
            yaml.append(endpoint.formatted(
                    slug + "-sites", "sites", port, slug, Scene.PASSWORD, knownHosts, "sites/<site_code>"));
        }
        return yaml.toString();
    }

    static Map<String, String> properties(Scene scene, int hubPort) {
        Map<String, String> set = new TreeMap<>();
        set.put("spring.profiles.active", "drill");
        set.put("server.port", Integer.toString(hubPort));
        set.put("suchi.config", scene.folder.resolve("config").toString());
        set.put("suchi.data", scene.folder.resolve("hub").toString());
        set.put("suchi.clock.start", "2021-01-15T18:05:00+05:30");
        set.put("suchi.database.embedded", "false");
        set.put(
                "spring.datasource.url",
                scene.database.url(scene.link("database").port())
                        + "&ApplicationName=suchi&connectTimeout=5&socketTimeout=20&tcpKeepAlive=true");
        set.put("spring.datasource.username", "postgres");
        set.put("spring.datasource.password", "");
        set.put("spring.datasource.hikari.connection-timeout", "5000");
        set.put("suchi.broker.embedded", "false");
        set.put(
                "suchi.broker.url",
                "failover:(tcp://127.0.0.1:%d?wireFormat.maxInactivityDuration=6000)?maxReconnectDelay=1000&timeout=3000"
                        .formatted(scene.link("broker").port()));
        set.put("suchi.registry.port", Integer.toString(scene.link("registry").port()));
        set.put("suchi.registry.user", "registry");
        set.put("suchi.registry.password", Scene.PASSWORD);
        set.put("suchi.registry.known-hosts", scene.folders.knownHosts().toString());
        set.put("suchi.registry.lease", "5s");
        set.put("suchi.dispatch.queued-lease", "5s");
        set.put("suchi.dispatch.back-off", "1s");
        set.put("suchi.dispatch.longest-back-off", "2s");
        set.put("suchi.pushes.queued-lease", "5s");
        set.put("suchi.pushes.sending-lease", "15s");
        set.put("suchi.pushes.back-off", "500ms,1s,2s");
        set.put("suchi.pushes.tries", "60");
        set.put("suchi.pushes.probe-every", "2s");
        set.put("suchi.pushes.index-wait", "1s");
        set.put("suchi.call-sheets.revise-every", "3s");
        set.put("suchi.routes.count-balances-period", "2000");
        set.put("suchi.routes.find-receipts-period", "1000");
        set.put("suchi.routes.call-sheet-period", "1000");
        set.put("suchi.canary.count", "0");
        set.put(
                "suchi.receipts.base-url",
                "http://127.0.0.1:" + scene.link("receipts").port());
        String gateway = scene.recognises ? "json-1" : "kannel-1";
        String path = scene.recognises ? "/messages" : "/cgi-bin/sendsms";
        set.put("suchi.gateways.kannel-1.active", Boolean.toString(!scene.recognises));
        set.put("suchi.gateways.json-1.active", Boolean.toString(scene.recognises));
        set.put("suchi.gateways.json-1.token", Scene.PASSWORD);
        set.put("suchi.gateways.kannel-1.username", "suchi");
        set.put("suchi.gateways.kannel-1.password", Scene.PASSWORD);
        set.put(
                "suchi.gateways." + gateway + ".url",
                "http://127.0.0.1:" + scene.link("gateway").port() + path);
        set.put("suchi.gateways." + gateway + ".per-second", "200");
        set.put("suchi.gateways." + gateway + ".answer-timeout", "5s");
        set.put("suchi.gateways." + gateway + ".first-wait", "1s");
        set.put("suchi.gateways." + gateway + ".longest-wait", "2s");
        set.put("suchi.gateways." + gateway + ".try-again-after", "2s");
        return set;
    }
}
