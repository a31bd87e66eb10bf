package in.suchi.list;

/** What a list is for. */
public enum ListKind {
    ROSTER("roster", "Roster", "सत्र सूची"),
    CALL_SHEET("callsheet", "Call sheet", "फ़ोन सूची");

    private final String key;
    private final String title;
    private final String titleHi;

    ListKind(String key, String title, String titleHi) {
        this.key = key;
        this.title = title;
        this.titleHi = titleHi;
    }

    /** As in file names and as the kind of a push. */
    public String key() {
        return key;
    }

    public String title() {
        return title;
    }

    public String titleHi() {
        return titleHi;
    }
}
