package in.suchi.console;

import in.suchi.evening.EveningReport;
import in.suchi.evening.Standing;
import in.suchi.evening.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.springframework.context.MessageSource;

/** The evening report as plain text: to be read out, or sent by any means. */
final class EveningReportText {

    private static final Map<String, ToLongFunction<Standing>> COUNTS = new LinkedHashMap<>();

    static {
        COUNTS.put("sessions", Standing::sessions);
        COUNTS.put("appointed", Standing::appointed);
        COUNTS.put("told", Standing::told);
        COUNTS.put("telephoned", Standing::telephoned);
        COUNTS.put("uncertain", Standing::uncertain);
        COUNTS.put("to-send", Standing::toSend);
        COUNTS.put("to-telephone", Standing::toTelephone);
        COUNTS.put("lists-arrived", Standing::listsArrived);
        COUNTS.put("lists-on-the-way", Standing::listsOnTheWay);
        COUNTS.put("lists-late", Standing::listsLate);
        COUNTS.put("lists-nowhere", Standing::listsNowhere);
        COUNTS.put("held", Standing::held);
        COUNTS.put("waiting", Standing::waiting);
        COUNTS.put("notices-late", Standing::lateNotices);
        COUNTS.put("dead-letters", Standing::deadLetters);
    }

    private final MessageSource messages;

    EveningReportText(MessageSource messages) {
        this.messages = messages;
    }

    String of(EveningReport report, String where, Locale locale) {
        Words words = new Words(messages, locale);
        List<String> lines = new ArrayList<>();
        lines.add(messages.getMessage("report.title", null, locale) + " · "
                + (where == null ? messages.getMessage("report.state", null, locale) : where) + " · "
                + words.day(report.date()));
        lines.add(messages.getMessage("report.counted", new Object[] {words.time(report.at())}, locale));
        lines.add("");
        lines.add(verdict(report.verdict(), locale));
        report.verdict().reasons().forEach(reason -> lines.add("- " + reason(reason, words, locale)));
        if (report.forecast() != null) {
            lines.add("- " + report.forecast());
        }
        lines.add("");
        COUNTS.forEach((key, count) ->
                lines.add(words.of("report", key) + ": " + words.number(count.applyAsLong(report.total()))));
        if (report.district() == null) {
            lines.add("");
            report.lines().forEach(line -> lines.add(district(line, words, locale)));
        }
        lines.add("");
        if (report.signatures().isEmpty()) {
            lines.add(messages.getMessage("report.unsigned", null, locale));
        }
        report.signatures()
                .forEach(s -> lines.add(messages.getMessage(
                        s.go() ? "report.signed-go" : "report.signed-no-go",
                        new Object[] {s.officer(), words.time(s.at()), s.comment() == null ? "" : s.comment()},
                        locale)));
        return String.join("\n", lines) + "\n";
    }

    private String district(EveningReport.Line line, Words words, Locale locale) {
        Standing s = line.standing();
        String name = EveningReportController.language(locale).equals("hi") ? line.nameHi() : line.name();
        return name + ": " + verdict(line.verdict(), locale) + "; "
                + words.of("report", "appointed") + " " + words.number(s.appointed()) + ", "
                + words.of("report", "told") + " " + words.number(s.told() + s.telephoned()) + ", "
                + words.of("report", "to-telephone") + " " + words.number(s.toTelephone()) + ", "
                + words.of("report", "lists-arrived") + " " + words.number(s.listsArrived()) + "/"
                + words.number(s.sessions());
    }

    private String verdict(Verdict verdict, Locale locale) {
        return messages.getMessage(verdict.go() ? "report.go" : "report.no-go", null, locale);
    }

    private String reason(Verdict.Reason reason, Words words, Locale locale) {
        return messages.getMessage(
                "report.reason-" + reason.key(), new Object[] {words.number(reason.count())}, locale);
    }
}
