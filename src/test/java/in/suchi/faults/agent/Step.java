package in.suchi.faults.agent;

import java.util.Arrays;

/**
 * Where a kill can interrupt the hub: named after the route and what is done and not yet done there. The agent reports every passing
 * of such a point, and stops the thread there for ever when the suite aims at it; the kill comes from outside.
 *
 * <p>Names of the hub's classes are strings, since the agent lives in the hub's process and knows nothing of its class loader.
 */
public enum Step {
    TAKE_FILE_THEN_COMMIT("take-extract: file in the spool | commit", "in.suchi.intake.Extracts", "take", 4, At.EXIT),
    RELEASE_EXTRACT_THEN_MESSAGE("release-extract: commit | message", "release-extract"),
    LOAD_IN_READING(
            "load-extract: in the reading of the rows", "in.suchi.intake.IncomingRows", "reject|add", -1, At.ENTER),
    LOAD_IN_MERGE("load-extract: in the merge", "in.suchi.intake.IncomingMerge", "merge", 1, At.EXIT),
    LOAD_COMMIT_THEN_ACKNOWLEDGE("load-extract: commit | acknowledge", "in.suchi.intake.Spool", "discard", 1, At.ENTER),
    SETTLE_THEN_MOVE("settle-extract: commit | move to .done", "in.suchi.intake.Extracts", "folderFor", 1, At.EXIT),
    REJECTS_UPLOAD_THEN_RENAME("return-rejects: upload | rename", ".rejects.csv", At.RENAME),
    REJECTS_RENAME_THEN_NOTE(
            "return-rejects: rename | note", "org.apache.camel.component.jdbc.JdbcProducer", "process", 1, At.ENTER),
    FILL_THEN_COMMIT("fill-sessions: seated | commit", "in.suchi.session.SessionFiller", "fillNow", 0, At.EXIT),
    FILL_THEN_REVISE("fill-sessions: seats committed | rosters", "in.suchi.roster.Rosters", "revised", 0, At.ENTER),
    REVISE_THEN_COMMIT("fill-sessions: rosters revised | commit", "in.suchi.roster.Rosters", "reviseNow", 1, At.EXIT),
    PLAN_THEN_COMMIT("plan-pushes: planned | commit", "in.suchi.district.PushPlan", "plan", 0, At.EXIT),
    RELEASE_PUSH_THEN_MESSAGE("release-pushes: commit | message", "release-pushes"),
    CLAIM_THEN_UPLOAD("push-roster: claimed | upload", "in.suchi.district.Deliveries", "render", 1, At.ENTER),
    UPLOAD_THEN_RENAME("push-roster: upload | rename", "roster-.*csv", At.RENAME),
    FILE_THEN_CHECKSUM("push-roster: file | checksum", "roster-.*csv.sha256", At.STORE),
    RENAME_THEN_RECORD("push-roster: files there | accepted", "in.suchi.district.Pushes", "accepted", 1, At.ENTER),
    ACCEPTED_THEN_COMMIT("push-roster: accepted | commit", "in.suchi.district.Pushes", "accepted", 1, At.EXIT),
    INDEX_THEN_RECORD("write-index: file there | written", "in.suchi.district.RosterIndexes", "written", 1, At.ENTER),
    RELEASE_NOTICE_THEN_COMMIT("release-notices: queued | commit", "in.suchi.notice.ReleaseBook", "queue", 2, At.EXIT),
    RELEASE_NOTICE_THEN_MESSAGE("release-notices: commit | message", "release-notices"),
    NOTICE_CLAIM_THEN_COMMIT("send-notice: claimed | commit", "in.suchi.notice.Submissions", "claim", 2, At.EXIT),
    NOTICE_CLAIMED_THEN_SUBMIT(
            "send-notice: reference stored | submit", "in.suchi.notice.GatewayCalls", "request", 1, At.ENTER),
    ANSWER_THEN_RECORD("send-notice: HTTP answer | record", "in.suchi.notice.GatewayCalls", "answered", 1, At.EXIT),
    ANSWER_THEN_COMMIT("send-notice: HTTP answer | commit", "in.suchi.notice.OutcomeBook", "write", 3, At.EXIT),
    NOTICE_COMMIT_THEN_ACKNOWLEDGE(
            "send-notice: commit | acknowledge", "in.suchi.notice.OutcomeBook", "tellHealth", 2, At.ENTER),
    RECEIPT_STORE_THEN_ANSWER(
            "queue-receipt: commit | answer and message", "in.suchi.notice.ReceiptInbox", "insert", 1, At.EXIT),
    RECEIPT_ANSWER_THEN_MESSAGE("queue-receipt: answer | message", "direct:receipts-stored"),
    RECEIPT_THEN_COMMIT("record-receipt: applied | commit", "in.suchi.notice.ParkedReceipts", "apply", 1, At.EXIT),
    CALLSHEET_THEN_COMMIT("call-sheet: revised | commit", "in.suchi.callsheet.CallSheets", "writeEntries", 0, At.EXIT),
    CALLSHEET_UPLOAD_THEN_RENAME("push-call-sheet: upload | rename", "callsheet-.*csv", At.RENAME),
    BALANCES_THEN_COMMIT("count-balances: counted | stored", "in.suchi.ledger.Balances", "store", 2, At.EXIT);

    /** Where in a method, or at which of Camel's operations, the point lies. */
    public enum At {
        ENTER,
        EXIT,
        /** Before a message is sent; the type is the route, or the endpoint an internal call came from. */
        MESSAGE,
        /** Before a remote file gets its final name; the type is a pattern of that name. */
        RENAME,
        /** Before a remote file is written; the type is a pattern of its name. */
        STORE
    }

    private final String words;
    private final String type;
    private final String methods;
    private final int arguments;
    private final At at;

    Step(String words, String type, String methods, int arguments, At at) {
        this.words = words;
        this.type = type;
        this.methods = methods;
        this.arguments = arguments;
        this.at = at;
    }

    Step(String words, String route) {
        this(words, route, null, -1, At.MESSAGE);
    }

    Step(String words, String pattern, At at) {
        this(words, pattern, null, -1, at);
    }

    public String words() {
        return words;
    }

    String type() {
        return type;
    }

    boolean isMethod() {
        return at == At.ENTER || at == At.EXIT;
    }

    boolean matches(String method, int parameters) {
        return Arrays.asList(methods.split("\\|")).contains(method) && (arguments < 0 || arguments == parameters);
    }

    At at() {
        return at;
    }

    /** The step of a message sent by this route or endpoint; null: none of ours. */
    static Step ofMessage(String from) {
        return Arrays.stream(values())
                .filter(step -> step.at == At.MESSAGE && step.type.equals(from))
                .findFirst()
                .orElse(null);
    }

    /** The step of an operation on a remote file; null: none of ours. */
    static Step ofFile(At at, String name) {
        String onlyName = name.substring(name.lastIndexOf('/') + 1).replaceFirst("\\.part$", "");
        return Arrays.stream(values())
                .filter(step -> step.at == at
                        && (step.type.startsWith(".") ? onlyName.endsWith(step.type) : onlyName.matches(step.type)))
                .findFirst()
                .orElse(null);
    }
}
