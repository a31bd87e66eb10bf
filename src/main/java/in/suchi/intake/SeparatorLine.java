package in.suchi.intake;

import java.io.IOException;
import java.io.Reader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The first line by which Excel tells itself the separator: {@code sep=;}. */
final class SeparatorLine {

    /** There is no such line. */
    static final char NONE = 0;

    private static final Pattern LINE = Pattern.compile("^\"?sep=([,;\\t|])\"?(?:\\r\\n|\\n|\\r)");
    private static final int LONGEST = 16;

    private SeparatorLine() {}

    /** Reads past the line and gives its separator; without such a line nothing is read. */
    static char skip(Reader text) throws IOException {
        char[] start = new char[LONGEST];
        text.mark(LONGEST);
        int n = 0;
        while (n < LONGEST) {
            int c = text.read();
            if (c < 0) {
                break;
            }
            start[n++] = (char) c;
        }
        text.reset();
        Matcher line = LINE.matcher(new String(start, 0, n));
        if (!line.find()) {
            return NONE;
        }
        for (int i = 0; i < line.end(); i++) {
            if (text.read() < 0) {
                throw new IllegalStateException("the line just read is gone");
            }
        }
        return line.group(1).charAt(0);
    }
}
