package in.suchi.intake;

import in.suchi.deadletter.ToldInWords;

/**
 * An extract that cannot be read at all. The message names file, place and remedy and holds no personal data: it may be
 * logged and shown.
 */
public final class UnreadableExtract extends RuntimeException implements ToldInWords {

    private static final long serialVersionUID = 1L;

    private final String file;
    private final String what;
    private final String remedy;

    public UnreadableExtract(String file, String what, String remedy) {
        this(file, what, remedy, null);
    }

    public UnreadableExtract(String file, String what, String remedy, Throwable cause) {
        super(file + ": " + what + ". " + remedy, cause);
        this.file = file;
        this.what = what;
        this.remedy = remedy;
    }

    /** The extract's file name without its folder. */
    public String file() {
        return file;
    }

    /** What is wrong, and where. */
    public String what() {
        return what;
    }

    /** What the registry or the operator can do about it. */
    public String remedy() {
        return remedy;
    }
}
