package in.suchi.sandbox;

import java.nio.file.Path;

/**
 * Where the simulated peers keep what they have, under one folder: the same layout in the sandbox, in a drill and when
 * a drill's folder is compared again later.
 */
public record SandboxFolders(Path root) {
    /** The peers' host keys. */
    public Path keys() {
        return root.resolve("keys");
    }

    /** The host keys a client of all the peers pins. */
    public Path knownHosts() {
        return root.resolve("known_hosts");
    }

    /** The root of the registry's SFTP login; its extracts lie in outbox/ below. */
    public Path registry() {
        return root.resolve("registry");
    }

    public Path outbox() {
        return registry().resolve("outbox");
    }

    /** The root of a district's SFTP login. */
    public Path district(String slug) {
        return root.resolve("districts").resolve(slug);
    }

    /** Where a gateway's messages.csv lies. */
    public Path gateway(String name) {
        return root.resolve("gateways").resolve(name);
    }

    /** The generator's own list of what became of whom. */
    public Path truth() {
        return root.resolve("truth.csv");
    }

    /** Where the hub of a drill keeps its data. */
    public Path hub() {
        return root.resolve("hub");
    }

    /** What the gateway took in a drill without answering so: reference, how often. */
    public Path unanswered() {
        return root.resolve("unanswered.csv");
    }
}
