package in.suchi.site;

import in.suchi.config.ConfigurationProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.apache.commons.codec.digest.DigestUtils;

/** The three tables that places are found with, loaded together because they refer to each other. Immutable. */
public record ReferenceTables(
        PincodeTable pincodes, SiteTable sites, DistrictTable districts, PlaceReference reference) {

    static final String PINCODES = "pincodes.csv";
    static final String SITES = "sites.csv";
    static final String DISTRICTS = "districts.csv";

    /**
     * Reads {@code districts.csv}, {@code pincodes.csv} and {@code sites.csv} of a configuration folder.
     *
     * @throws in.suchi.config.ConfigurationProblem where one of them cannot be used, naming file, line, key and remedy
     */
    public static ReferenceTables load(Path configDir) {
        return load(configDir, problem -> {
            throw problem;
        });
    }

    /**
     * As {@link #load(Path)}, but what is wrong with single rows is handed over, and those rows are left out: to tell all
     * that is wrong, never to work with.
     */
    static ReferenceTables load(Path configDir, Consumer<ConfigurationProblem> problems) {
        DistrictTable districts = DistrictTable.load(configDir.resolve(DISTRICTS), problems);
        PincodeTable pincodes = PincodeTable.load(configDir.resolve(PINCODES), districts, problems);
        SiteTable sites = SiteTable.load(configDir.resolve(SITES), districts, pincodes, problems);
        return new ReferenceTables(pincodes, sites, districts, referenceOf(configDir));
    }

    /** What differs in the newer ones. */
    public TableChanges changesTo(ReferenceTables newer) {
        return TableChanges.between(this, newer);
    }

    /** The state of the files as they lie there now, without loading them. */
    public static PlaceReference referenceOf(Path configDir) {
        MessageDigest digest = DigestUtils.getSha256Digest();
        for (String name : new String[] {DISTRICTS, PINCODES, SITES}) {
            Path file = configDir.resolve(name);
            try {
                digest.update(DigestUtils.sha256(Files.readAllBytes(file)));
            } catch (IOException unreadable) {
                throw CsvTable.unreadable(file, unreadable);
            }
        }
        return new PlaceReference(HexFormat.of().formatHex(digest.digest()));
    }
}
