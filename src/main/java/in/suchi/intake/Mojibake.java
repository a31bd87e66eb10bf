package in.suchi.intake;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** UTF-8 that somebody once read as windows-1252 or Latin-1, and how to read it back. */
final class Mojibake {

    private static final int MOST_TIMES = 3;

    private Mojibake() {}

    /** Whether the text shows the pairs that UTF-8 leaves behind when misread; Devanagari's are à¤ and à¥. */
    static boolean isLikely(String text) {
        for (int i = 0; i + 1 < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0xc2 && c <= 0xf4 && c != 0xd7) {
                int next = Windows1252Reader.byteOf(text.charAt(i + 1));
                if (next >= 0x80 && next <= 0xbf) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether it is surely Devanagari misread, so that a failed repair means damage. */
    static boolean isDevanagari(String text) {
        return text.contains("à¤") || text.contains("à¥");
    }

    /** The text as it was meant, misread once or several times, or {@code null} if its bytes are not UTF-8. */
    static String repair(String text) {
        String repaired = null;
        String current = text;
        for (int i = 0; i < MOST_TIMES && isLikely(current); i++) {
            current = reread(current);
            if (current == null) {
                break;
            }
            repaired = current;
        }
        return repaired;
    }

    private static String reread(String text) {
        byte[] bytes = new byte[text.length()];
        for (int i = 0; i < bytes.length; i++) {
            int b = Windows1252Reader.byteOf(text.charAt(i));
            if (b < 0) {
                return null;
            }
            bytes[i] = (byte) b;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
