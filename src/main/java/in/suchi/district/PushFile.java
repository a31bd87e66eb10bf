package in.suchi.district;

import java.nio.charset.StandardCharsets;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * One file to be brought to an endpoint.
 *
 * @param name with the folder it is to lie in, relative to the login's, where the endpoint has folders
 */
public record PushFile(String name, String mediaType, byte[] content) {

    /** The checksum file that lies beside a file, in the form {@code sha256sum -c} reads. */
    static PushFile checksumOf(PushFile file) {
        String line = DigestUtils.sha256Hex(file.content()) + "  " + file.onlyName() + "\n";
        return new PushFile(file.name() + ".sha256", "text/plain", line.getBytes(StandardCharsets.US_ASCII));
    }

    /** The same file in a folder. */
    PushFile in(String folder) {
        return new PushFile(folder + onlyName(), mediaType, content);
    }

    /** The name without its folders. */
    public String onlyName() {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** Its folder, relative to the login's; empty: the login's folder itself. */
    public String folder() {
        return name.contains("/") ? name.substring(0, name.lastIndexOf('/')) : "";
    }

    @Override
    public String toString() {
        return "PushFile[" + name + ", " + content.length + " bytes]";
    }
}
