package in.suchi.notice;

/** How the characters of an SMS travel, which decides how many fit into one part. */
public enum Encoding {
    /** GSM 03.38, seven bits: 160 alone, 153 a part; characters of the extension table count two */
    GSM7(160, 153),
    /** sixteen bits, what any Devanagari letter needs: 70 alone, 67 a part, in UTF-16 units */
    UCS2(70, 67);

    private final int alone;
    private final int perPart;

    Encoding(int alone, int perPart) {
        this.alone = alone;
        this.perPart = perPart;
    }

    public int alone() {
        return alone;
    }

    public int perPart() {
        return perPart;
    }
}
