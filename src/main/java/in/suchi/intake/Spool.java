package in.suchi.intake;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * The hub's own copies of extracts that are not settled yet: each in a folder of its own, under the registry's name, so that messages
 * about the file name it as the registry knows it. What a killed hub left here and the ledger does not know is swept away.
 */
@Component
class Spool {

    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
    private static final Pattern FOLDER = Pattern.compile("extract-(\\d+)");

    private final JdbcClient jdbc;
    private final RegistrySettings settings;

    Spool(JdbcClient jdbc, RegistrySettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    private Path root() {
        return settings.spool().toAbsolutePath();
    }

    private Path folderOf(long extractId) {
        return root().resolve("extract-" + extractId);
    }

    /** Where the file of this extract lies, or would. */
    Path fileOf(long extractId) {
        String fileName = jdbc.sql("select file_name from extract where extract_id = ?")
                .param(extractId)
                .query(String.class)
                .optional()
                .orElse("gone");
        return folderOf(extractId).resolve(Path.of(fileName).getFileName());
    }

    /** A name for a file that is not yet an extract's; nobody looks at it. */
    Path newPart() throws IOException {
        Files.createDirectories(root());
        return Files.createTempFile(root(), "taking-", ".part");
    }

    /** Room for the file of an extract just made known. */
    Path placeFor(long extractId) throws IOException {
        Files.createDirectories(folderOf(extractId));
        return fileOf(extractId);
    }

    void discard(long extractId) {
        delete(folderOf(extractId));
    }

    private static void delete(Path path) {
        try {
            FileSystemUtils.deleteRecursively(path);
        } catch (IOException e) {
            if (Files.exists(path)) { // else somebody else was faster
                LOG.warn("{} stays in the spool: {}", path.getFileName(), e.getMessage());
            }
        }
    }

    /**
     * Takes away what no extract in the ledger needs: copies whose row was never committed or is settled, files half fetched. Only what
     * has lain still for longer than a load's lease, so that nothing under way is touched.
     */
    void sweep() {
        Instant before = Instant.now().minus(settings.lease());
        sweep(root(), before);
        sweep(root().resolve("fetching"), before);
    }

    private void sweep(Path folder, Instant before) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (!entry.equals(root().resolve("fetching"))
                        && Files.getLastModifiedTime(entry).toInstant().isBefore(before)
                        && !isNeeded(entry)) {
                    delete(entry);
                    LOG.info("{} was left in the spool by an interrupted hub; it is deleted", entry.getFileName());
                }
            }
        } catch (IOException e) {
            LOG.warn("the spool could not be swept: {}", e.getMessage());
        }
    }

    private boolean isNeeded(Path entry) {
        Matcher folder = FOLDER.matcher(entry.getFileName().toString());
        return folder.matches()
                && jdbc.sql("select count(*) from extract where extract_id = ? and state in ('taken', 'failed')")
                                .param(Long.parseLong(folder.group(1)))
                                .query(Long.class)
                                .single()
                        > 0;
    }
}
