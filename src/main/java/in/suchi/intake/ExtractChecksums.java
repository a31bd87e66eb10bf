package in.suchi.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.stereotype.Component;

/** Where the registry writes a {@code NAME.sha256} beside each extract: a file counts only when the two agree. */
@Component("checksums")
public class ExtractChecksums {

    /** Exchange property with the content of the checksum file. */
    static final String BESIDE = "checksumBeside";

    private final RegistrySettings settings;

    ExtractChecksums(RegistrySettings settings) {
        this.settings = settings;
    }

    /** Whether a checksum is to be fetched. One beside a name that is not plain never is: the load will refuse that file. */
    public boolean wanted(@Header(Exchange.FILE_NAME_ONLY) String fileName) {
        return settings.checksum() && ExtractName.isPlain(fileName);
    }

    /**
     * Compares a fetched file with the checksum that lies beside it.
     *
     * @throws IOException if there is none yet, or it is of other content: the file is not taken, and looked at again
     */
    public void verify(Exchange exchange) throws IOException {
        String beside = exchange.getProperty(BESIDE, String.class);
        String fileName = exchange.getMessage().getHeader(Exchange.FILE_NAME_ONLY, String.class);
        if (beside == null || beside.isBlank()) {
            throw new IOException(
                    fileName + ": no " + fileName + ".sha256 lies beside it yet; the file is taken when it does");
        }
        Path fetched = Path.of(exchange.getMessage().getHeader(Exchange.FILE_LOCAL_WORK_PATH, String.class));
        try (InputStream in = Files.newInputStream(fetched)) {
            String sum = DigestUtils.sha256Hex(in);
            if (!sum.equalsIgnoreCase(beside.strip().split("\\s+", 2)[0])) {
                throw new IOException(
                        fileName + " does not match its " + fileName + ".sha256; ask the registry to write both again");
            }
        }
    }
}
