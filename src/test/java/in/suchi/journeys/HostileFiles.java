package in.suchi.journeys;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Archives made to do harm. */
final class HostileFiles {

    private HostileFiles() {}

    /** A gzip file of some kilobytes that unpacks to so many bytes of one line. */
    static byte[] bomb(int bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            byte[] block = "x".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII);
            for (int written = 0; written < bytes; written += block.length) {
                gzip.write(block);
            }
        }
        return packed.toByteArray();
    }

    /** A zip file with one member of this name, wherever it leads. */
    static byte[] zip(String member, String content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(packed)) {
            zip.putNextEntry(new ZipEntry(member));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }
}
