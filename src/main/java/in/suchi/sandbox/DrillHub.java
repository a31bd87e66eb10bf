package in.suchi.sandbox;

import in.suchi.SuchiApplication;
import in.suchi.site.ReferenceTables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts the hub of a drill: the real one, with its own database and broker in the drill's folder, towards the drill's peers. */
final class DrillHub {

    private DrillHub() {}

    static ConfigurableApplicationContext start(
            SandboxFolders folders,
            Path config,
            Path plan,
            SandboxPeers peers,
            ReferenceTables tables,
            Collection<String> slugs)
            throws IOException {
        Path districts = DrillDistricts.write(
                folders, tables, slugs, slug -> peers.serverOf(slug).port());
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("suchi.config", config.toString());
        properties.put("suchi.data", folders.hub().toString());
        properties.put("suchi.broker.name", "drill");
        properties.put("suchi.sessions.rules", plan.toString());
        properties.put("suchi.districts.file", districts.toString());
        properties.put("suchi.registry.port", peers.registry().port());
        properties.put("suchi.registry.user", SandboxPeers.REGISTRY_USER);
        properties.put("suchi.registry.password", SandboxPeers.PASSWORD);
        properties.put("suchi.registry.known-hosts", folders.knownHosts().toString());
        properties.put(
                "suchi.gateways.kannel-1.url", peers.gateway().submitUrl().toString());
        String[] arguments = properties.entrySet().stream()
                .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                .toArray(String[]::new);
        return new SpringApplicationBuilder(SuchiApplication.class)
                .profiles("drill")
                .run(arguments);
    }
}
