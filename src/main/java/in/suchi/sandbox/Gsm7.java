package in.suchi.sandbox;

/** The seven-bit alphabet of GSM 03.38, as an operator would squeeze a text into it, and the counting of parts. */
final class Gsm7 {
    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final String EXTENSION = "^{}\\[~]|€\f";
    private static final int SINGLE = 160;
    private static final int PART = 153;
    private static final int UCS2_SINGLE = 70;
    private static final int UCS2_PART = 67;

    private Gsm7() {}

    /** The text with a question mark for each character the alphabet lacks: what a handset shows of Hindi. */
    static String squeeze(String text) {
        var shown = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> shown.append(BASIC.indexOf(c) >= 0 || EXTENSION.indexOf(c) >= 0 ? (char) c : '?'));
        return shown.toString();
    }

    /** As much of a squeezed text as goes into so many parts. */
    static String cut(String text, int maxParts) {
        int room = maxParts == 1 ? SINGLE : PART * maxParts;
        int used = 0;
        for (int i = 0; i < text.length(); i++) {
            used += septets(text.charAt(i));
            if (used > room) {
                return text.substring(0, i);
            }
        }
        return text;
    }

    static int parts(String text) {
        int septets = text.chars().map(c -> septets((char) c)).sum();
        return septets <= SINGLE ? 1 : (septets + PART - 1) / PART;
    }

    static String cutUcs2(String text, int maxParts) {
        int room = maxParts == 1 ? UCS2_SINGLE : UCS2_PART * maxParts;
        return text.length() <= room ? text : text.substring(0, room);
    }

    static int partsUcs2(String text) {
        return text.length() <= UCS2_SINGLE ? 1 : (text.length() + UCS2_PART - 1) / UCS2_PART;
    }

    private static int septets(char c) {
        return EXTENSION.indexOf(c) >= 0 ? 2 : 1;
    }
}
