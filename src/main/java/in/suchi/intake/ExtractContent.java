package in.suchi.intake;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The uncompressed bytes of an extract, whatever it is wrapped in. What a file is, its first bytes say, not its name. An
 * archive's member is read in place: nothing is ever written under a name that an archive chose.
 */
final class ExtractContent {

    private static final int BUFFER = 1 << 16;
    private static final int MOST_MEMBERS = 1000;
    private static final Pattern DRIVE = Pattern.compile("^[A-Za-z]:.*", Pattern.DOTALL);

    private final Path file;
    private final ExtractLimits limits;

    ExtractContent(Path file, ExtractLimits limits) {
        this.file = file;
        this.limits = limits;
    }

    String fileName() {
        Path name = file.getFileName();
        return name == null ? file.toString() : name.toString();
    }

    /** Opens the content from its beginning; may be called again. Limits are watched while reading. */
    InputStream open() throws IOException {
        try {
            long size = Files.size(file);
            byte[] start;
            try (InputStream in = Files.newInputStream(file)) {
                start = in.readNBytes(4);
            }
            if (start.length >= 2 && start[0] == 0x1f && start[1] == (byte) 0x8b) {
                return limited(new GZIPInputStream(Files.newInputStream(file), BUFFER), size);
            }
            if (start.length == 4 && start[0] == 'P' && start[1] == 'K' && start[2] < 9 && start[3] < 9) {
                return zip();
            }
            return limited(Files.newInputStream(file), 0);
        } catch (ZipException | EOFException e) {
            throw damaged(e);
        }
    }

    /** Turns an exception of a decompressor into what it means. */
    UnreadableExtract damaged(IOException cause) {
        return new UnreadableExtract(
                fileName(),
                cause instanceof EOFException ? "the compressed file ends too early" : "the compressed file is damaged",
                "Ask the registry to export and upload it again.",
                cause);
    }

    private InputStream zip() throws IOException {
        ZipFile zip = new ZipFile(file.toFile());
        try {
            ZipEntry csv = onlyCsv(zip);
            InputStream member = zip.getInputStream(csv);
            return new FilterInputStream(limited(member, Math.max(1, csv.getCompressedSize()))) {
                @Override
                public void close() throws IOException {
                    super.close();
                    zip.close();
                }
            };
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private ZipEntry onlyCsv(ZipFile zip) {
        String put = "Put exactly one CSV file into the archive, without folders outside it.";
        if (zip.size() > MOST_MEMBERS) {
            throw new UnreadableExtract(fileName(), "the archive has " + zip.size() + " members", put);
        }
        if (zip.getEntry("xl/workbook.xml") != null) {
            throw new UnreadableExtract(fileName(), "this is an Excel workbook", "Export it as CSV (UTF-8).");
        }
        List<ZipEntry> found = new ArrayList<>();
        zip.stream().forEach(entry -> {
            if (isHostile(entry.getName())) {
                throw new UnreadableExtract(
                        fileName(), "a member of the archive has a name that leads outside the archive", put);
            }
            if (!entry.isDirectory()
                    && !entry.getName().startsWith("__MACOSX/")
                    && entry.getName().toLowerCase(Locale.ROOT).endsWith(".csv")) {
                found.add(entry);
            }
        });
        if (found.size() != 1) {
            throw new UnreadableExtract(fileName(), "the archive has " + found.size() + " CSV files", put);
        }
        return found.get(0);
    }

    private static boolean isHostile(String name) {
        return name.startsWith("/")
                || name.indexOf('\\') >= 0
                || DRIVE.matcher(name).matches()
                || List.of(name.split("/", -1)).contains("..")
                || name.chars().anyMatch(Character::isISOControl);
    }

    /** @param compressed size the content comes from, or 0 if it is not compressed */
    private InputStream limited(InputStream in, long compressed) {
        long most = compressed == 0
                ? limits.maxBytes()
                : Math.min(limits.maxBytes(), Math.max(1 << 20, compressed * limits.maxCompressionRatio()));
        return new LimitedStream(new BufferedInputStream(in, BUFFER), most);
    }

    private final class LimitedStream extends FilterInputStream {
        private final long most;
        private long read;

        LimitedStream(InputStream in, long most) {
            super(in);
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            int b = in.read();
            if (b >= 0) {
                count(1);
            }
            return b;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int n = in.read(bytes, offset, length);
            if (n > 0) {
                count(n);
            }
            return n;
        }

        private void count(int n) {
            read += n;
            if (read > most) {
                throw new UnreadableExtract(
                        fileName(),
                        "the uncompressed content is larger than the " + most + " bytes allowed for this file",
                        "If the file is genuine, raise limits in config/extract-columns.yaml.");
            }
        }
    }
}
