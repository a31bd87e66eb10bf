package in.suchi.intake;

import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Reads windows-1252 without losing a byte: the five bytes the code page leaves undefined stay control characters, as
 * the WHATWG encoding standard has it. So UTF-8 names inside a file with a few foreign bytes can still be restored, name
 * by name, where Java's own decoder would leave only U+FFFD.
 */
final class Windows1252Reader extends FilterReader {

    private static final char[] TABLE = new char[32];

    static {
        Charset windows = Charset.forName("windows-1252");
        for (int i = 0; i < TABLE.length; i++) {
            char c = new String(new byte[] {(byte) (0x80 + i)}, windows).charAt(0);
            TABLE[i] = c == '\uFFFD' ? (char) (0x80 + i) : c;
        }
    }

    Windows1252Reader(InputStream in) {
        super(new InputStreamReader(in, StandardCharsets.ISO_8859_1));
    }

    /** The byte that this reader would have turned into the character, or -1. */
    static int byteOf(char c) {
        if (c < 0x80 || (c >= 0xa0 && c <= 0xff)) {
            return c;
        }
        for (int i = 0; i < TABLE.length; i++) {
            if (TABLE[i] == c) {
                return 0x80 + i;
            }
        }
        return c < 0xa0 ? c : -1;
    }

    @Override
    public int read() throws IOException {
        int c = super.read();
        return c >= 0x80 && c < 0xa0 ? TABLE[c - 0x80] : c;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int n = super.read(buffer, offset, length);
        for (int i = offset; i < offset + n; i++) {
            char c = buffer[i];
            if (c >= 0x80 && c < 0xa0) {
                buffer[i] = TABLE[c - 0x80];
            }
        }
        return n;
    }
}
