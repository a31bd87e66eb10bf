package in.suchi.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
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
        DistrictTable districts = DistrictTable.load(configDir.resolve(DISTRICTS));
        PincodeTable pincodes = PincodeTable.load(configDir.resolve(PINCODES), districts);
        SiteTable sites = SiteTable.load(configDir.resolve(SITES), districts, pincodes);
        return new ReferenceTables(pincodes, sites, districts, referenceOf(configDir));
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
