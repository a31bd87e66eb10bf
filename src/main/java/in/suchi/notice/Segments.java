package in.suchi.notice;

import java.util.BitSet;

/**
 * How many SMS parts a text takes and is paid for: 3GPP TS 23.038 and 23.040, with a six-byte header for each part of a
 * long text.
 *
 * @param units septets (GSM-7) or UTF-16 units (UCS-2)
 * @param parts 0 for an empty text
 */
public record Segments(Encoding encoding, int units, int parts) {
    private static final BitSet BASIC = set("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà");
    private static final BitSet EXTENSION = set("\f^{}\\[~]|€");

    public static Segments of(String text) {
        boolean gsm7 = text.chars().allMatch(c -> BASIC.get(c) || EXTENSION.get(c));
        return gsm7 ? gsm7(text) : ucs2(text);
    }

    private static Segments gsm7(String text) {
        int[] widths = text.chars().map(c -> EXTENSION.get(c) ? 2 : 1).toArray();
        return counted(Encoding.GSM7, widths);
    }

    private static Segments ucs2(String text) {
        int[] widths = text.codePoints().map(Character::charCount).toArray();
        return counted(Encoding.UCS2, widths);
    }

    /** A character of two units is never cut in two: it begins the next part when only one unit is left. */
    private static Segments counted(Encoding encoding, int... widths) {
        int units = 0;
        int parts = 1;
        int inPart = 0;
        for (int width : widths) {
            units += width;
            if (inPart + width > encoding.perPart()) {
                parts++;
                inPart = 0;
            }
            inPart += width;
        }
        if (units == 0) {
            return new Segments(encoding, 0, 0);
        }
        return new Segments(encoding, units, units <= encoding.alone() ? 1 : parts);
    }

    private static BitSet set(String characters) {
        BitSet set = new BitSet();
        characters.chars().forEach(set::set);
        return set;
    }
}
