package in.suchi.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The outside of the hub, simulated with real protocols on loopback: the registry's SFTP server, the districts' SFTP server (a login
 * for each) and a gateway that answers as Kannel does and sends receipts.
 */
public final class SandboxPeers implements AutoCloseable {

    /** Login of the hub at the registry, and the password of every login here. */
    public static final String REGISTRY_USER = "registry";

    public static final String PASSWORD = "sandbox";

    /** Account of the hub at the gateway. */
    public static final String GATEWAY_USER = "suchi";

    /** @param registry 0, as for the others: any free port */
    public record Ports(int registry, int districts, int gateway) {}

    private final SandboxFolders folders;
    private final SftpPeer registry;
    private final SftpPeer districts;
    private final KannelPeer gateway;
    private final Map<String, SftpPeer> ownServers = new TreeMap<>();

    /**
     * Starts them all.
     *
     * @param slugs districts that get a login
     * @param outcomes how the handsets fare
     * @param clock what the gateway notes as the time of a message
     */
    public SandboxPeers(
            SandboxFolders folders, Ports ports, Collection<String> slugs, SmsOutcomes outcomes, Clock clock) {
        this.folders = folders;
        makeFolders(slugs);
        registry = new SftpPeer(folders.keys().resolve("registry"), ports.registry())
                .login(REGISTRY_USER, PASSWORD, folders.registry());
        districts = new SftpPeer(folders.keys().resolve("districts"), ports.districts());
        slugs.forEach(slug -> districts.login(slug, PASSWORD, folders.district(slug)));
        gateway = new KannelPeer(GatewaySettings.of(GATEWAY_USER, PASSWORD)
                .withPort(ports.gateway())
                .withFolder(folders.gateway("kannel-1"))
                .withOutcomes(outcomes)
                .withClock(clock));
        registry.start();
        districts.start();
        gateway.start();
        writeKnownHosts();
    }

    private void writeKnownHosts() {
        List<SftpPeer> servers = new ArrayList<>(List.of(registry, districts));
        servers.addAll(ownServers.values());
        SftpPeer.writeKnownHosts(folders.knownHosts(), servers);
    }

    /** Gives a district a server of its own, on another port and with another host key, that can go down alone. */
    SftpPeer giveOwnServer(String slug) {
        SftpPeer own = new SftpPeer(folders.keys().resolve("district-" + slug), 0)
                .login(slug, PASSWORD, folders.district(slug))
                .start();
        ownServers.put(slug, own);
        writeKnownHosts();
        return own;
    }

    /** The server that keeps a district's folders. */
    SftpPeer serverOf(String slug) {
        return ownServers.getOrDefault(slug, districts);
    }

    private void makeFolders(Collection<String> slugs) {
        try {
            Files.createDirectories(folders.outbox());
            Files.createDirectories(folders.registry().resolve("rejects"));
            Files.createDirectories(folders.keys().resolve("registry"));
            Files.createDirectories(folders.keys().resolve("districts"));
            for (String slug : slugs) {
                for (String folder : List.of("rosters", "sites", "ack", "attendance")) {
                    Files.createDirectories(folders.district(slug).resolve(folder));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the sandbox's folders in " + folders.root(), e);
        }
    }

    /** Puts an extract into the registry's outbox, whole at once as the registry does. */
    public void putIntoOutbox(Path extract, String name) {
        try {
            Path part = folders.outbox().resolve("." + name + ".part");
            Files.copy(extract, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, folders.outbox().resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public SandboxFolders folders() {
        return folders;
    }

    public SftpPeer registry() {
        return registry;
    }

    public SftpPeer districts() {
        return districts;
    }

    public KannelPeer gateway() {
        return gateway;
    }

    @Override
    public void close() {
        gateway.close();
        ownServers.values().forEach(SftpPeer::close);
        districts.close();
        registry.close();
    }
}
