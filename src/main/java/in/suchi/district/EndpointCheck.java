package in.suchi.district;

import in.suchi.config.CheckRun;
import in.suchi.config.ConfigurationCheck;
import in.suchi.config.HostKeys;
import in.suchi.config.Reachability;
import in.suchi.config.StrictYaml;
import in.suchi.peer.PeerTls;
import in.suchi.site.District;
import in.suchi.site.ReferenceTables;
import in.suchi.site.TableCheck;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** The districts' endpoints: against the tables, their pinned keys, and whether their servers can be reached. */
@Component
class EndpointCheck implements ConfigurationCheck {

    private final Path file;

    EndpointCheck(DistrictSettings settings) {
        this.file = settings.file();
    }

    @Override
    public void check(CheckRun run) {
        run.attempt(() -> StrictYaml.read(file, DistrictsFile.class, run.properties()))
                .ifPresent(content -> {
                    Map<String, DistrictsFile.Block> districts = new TreeMap<>(content.districts());
                    TableCheck.tables(run).ifPresent(tables -> {
                        districts.forEach((slug, block) -> district(run, tables, slug, block));
                        withoutBlock(run, tables, districts);
                    });
                    withoutEndpoint(run, districts);
                    districts.forEach((slug, block) -> peers(run, slug, block.endpoints()));
                });
    }

    private void district(CheckRun run, ReferenceTables tables, String slug, DistrictsFile.Block block) {
        Optional<District> district = tables.districts().bySlug(slug);
        if (district.isEmpty()) {
            run.yamlError(
                    file,
                    "districts." + slug,
                    slug,
                    "no district of districts.csv has this slug: correct it, or add it");
        } else if (district.get().lgd() != block.lgd()) {
            run.yamlError(
                    file,
                    "districts." + slug + ".lgd",
                    block.lgd().toString(),
                    "districts.csv says " + district.get().lgd() + ": make them agree");
        }
        for (int i = 0; i < block.endpoints().size(); i++) {
            String key = "districts." + slug + ".endpoints[" + (i + 1) + "].sites";
            for (String code : new TreeSet<>(block.endpoints().get(i).sites())) {
                boolean here = tables.sites()
                        .find(code)
                        .flatMap(site -> tables.districts().byLgd(site.districtLgd()))
                        .filter(of -> of.slug().equals(slug))
                        .isPresent();
                if (!here) {
                    run.yamlError(file, key, code, "no site of this district in sites.csv: correct the code");
                }
            }
        }
    }

    private void withoutBlock(CheckRun run, ReferenceTables tables, Map<String, DistrictsFile.Block> districts) {
        List<String> missing = tables.sites().active().stream()
                .flatMap(site -> tables.districts().byLgd(site.districtLgd()).stream())
                .map(District::slug)
                .filter(slug -> !districts.containsKey(slug))
                .distinct()
                .sorted()
                .toList();
        if (!missing.isEmpty()) {
            run.yamlWarning(
                    file,
                    "districts",
                    String.join(", ", missing),
                    "they have active sites and no block here: their rosters go nowhere; write a block for each");
        }
    }

    private void withoutEndpoint(CheckRun run, Map<String, DistrictsFile.Block> districts) {
        List<String> silent = districts.entrySet().stream()
                .filter(entry -> entry.getValue().endpoints().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        if (!silent.isEmpty()) {
            run.yamlWarning(
                    file,
                    "districts." + silent.get(0) + ".endpoints",
                    silent.size() + " districts without an endpoint",
                    "their rosters wait, and an alarm stands: write an endpoint for each (the file's head shows how)");
        }
    }

    private void peers(CheckRun run, String slug, List<Endpoint> endpoints) {
        for (int i = 0; i < endpoints.size(); i++) {
            String key = "districts." + slug + ".endpoints[" + (i + 1) + "]";
            Endpoint endpoint = endpoints.get(i);
            if (endpoint instanceof SftpEndpoint sftp) {
                HostKeys.privateKey(sftp.privateKey(), run, file, key + ".private-key");
                HostKeys.check(sftp.host(), sftp.port(), Path.of(sftp.knownHosts()), run, file, key);
            } else if (endpoint instanceof HttpEndpoint http) {
                certificates(run, key, http, http.tls());
                reach(run, key + ".url", http.url());
                if (http.callSheetUrl() != null) {
                    reach(run, key + ".call-sheet-url", http.callSheetUrl());
                }
            } else if (endpoint instanceof MailEndpoint mail) {
                certificates(run, key, mail, mail.tls());
                if (run.mayAskPeers()) {
                    Reachability.ofPort(mail.host(), mail.port(), run, file, key + ".host");
                }
            }
        }
    }

    private void reach(CheckRun run, String key, String url) {
        if (run.mayAskPeers()) {
            URI uri = URI.create(url);
            int ordinary = "https".equals(uri.getScheme()) ? 443 : 80;
            Reachability.ofPort(uri.getHost(), uri.getPort() < 0 ? ordinary : uri.getPort(), run, file, key);
        }
    }

    private void certificates(CheckRun run, String key, Endpoint endpoint, PeerTls tls) {
        boolean readable = true;
        for (Map.Entry<String, String> needed : endpoint.files().entrySet()) {
            if (!Files.isReadable(Path.of(needed.getValue()))) {
                run.yamlError(
                        file,
                        key + "." + needed.getKey(),
                        needed.getValue(),
                        "no such file, or not readable for the hub: put the PEM file there");
                readable = false;
            }
        }
        if (readable && !endpoint.files().isEmpty()) {
            try {
                tls.context();
            } catch (IllegalStateException e) {
                run.yamlError(
                        file,
                        key,
                        endpoint.id(),
                        "certificate, key and trust must be PEM, belong together, and open with the key-password");
            }
        }
    }
}
