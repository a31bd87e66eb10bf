package in.suchi.intake;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.ZipException;

/**
 * One pass over the whole content before the first row is read: its encoding is decided once and for all of it, its
 * limits are proved and its digest taken, so that no row of an unreadable file is ever handed out.
 *
 * @param encoding UTF-8, UTF-16 or windows-1252
 * @param byteOrderMark length of the mark to leave out, in bytes
 * @param digest SHA-256 of the uncompressed bytes, hexadecimal
 * @param cutInsideCharacter the last character of the file is not whole
 */
record ContentScan(Encoding encoding, int byteOrderMark, String digest, boolean cutInsideCharacter) {

    enum Encoding {
        UTF_8(StandardCharsets.UTF_8),
        UTF_16LE(StandardCharsets.UTF_16LE),
        UTF_16BE(StandardCharsets.UTF_16BE),
        WINDOWS_1252(Charset.forName("windows-1252"));

        final Charset charset;

        Encoding(Charset charset) {
            this.charset = charset;
        }
    }

    static ContentScan of(ExtractContent content) throws IOException {
        MessageDigest digest = sha256();
        Utf8Check utf8 = new Utf8Check();
        Encoding marked = null;
        int mark = 0;
        boolean nul = false;
        long size = 0;
        try (InputStream in = content.open()) {
            byte[] buffer = new byte[1 << 16];
            int n = in.readNBytes(buffer, 0, buffer.length);
            mark = markLength(buffer, n);
            marked = markedEncoding(buffer, n);
            while (n > 0) {
                size += n;
                digest.update(buffer, 0, n);
                if (marked == null || marked == Encoding.UTF_8) {
                    utf8.accept(buffer, n);
                    nul = nul || utf8.sawNul();
                }
                n = in.readNBytes(buffer, 0, buffer.length);
            }
        } catch (ZipException | EOFException e) {
            throw content.damaged(e);
        }
        if (size == mark) {
            throw new UnreadableExtract(
                    content.fileName(), "the file is empty", "Ask the registry to export it again, with its header.");
        }
        if (nul) {
            throw new UnreadableExtract(
                    content.fileName(),
                    "the file holds NUL bytes and is not text",
                    "Export it as CSV in UTF-8 (or UTF-16 with a byte order mark).");
        }
        String hex = HexFormat.of().formatHex(digest.digest());
        boolean utf16 = marked == Encoding.UTF_16LE || marked == Encoding.UTF_16BE;
        if (utf16) {
            return new ContentScan(marked, mark, hex, size % 2 != 0);
        }
        return utf8.valid()
                ? new ContentScan(Encoding.UTF_8, mark, hex, utf8.pending())
                : new ContentScan(Encoding.WINDOWS_1252, mark, hex, false);
    }

    private static Encoding markedEncoding(byte[] b, int n) {
        if (n >= 2 && b[0] == (byte) 0xff && b[1] == (byte) 0xfe) {
            return Encoding.UTF_16LE;
        }
        if (n >= 2 && b[0] == (byte) 0xfe && b[1] == (byte) 0xff) {
            return Encoding.UTF_16BE;
        }
        return markLength(b, n) == 3 ? Encoding.UTF_8 : null;
    }

    private static int markLength(byte[] b, int n) {
        if (n >= 3 && b[0] == (byte) 0xef && b[1] == (byte) 0xbb && b[2] == (byte) 0xbf) {
            return 3;
        }
        boolean utf16 = n >= 2
                && ((b[0] == (byte) 0xff && b[1] == (byte) 0xfe) || (b[0] == (byte) 0xfe && b[1] == (byte) 0xff));
        return utf16 ? 2 : 0;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
