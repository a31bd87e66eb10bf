package in.suchi.notice;

import java.util.List;

/**
 * What one wording looks like with the real short names of the sites.
 *
 * @param longest the text that takes most room; null when none could be composed
 * @param problems one line for each short name that cannot be used with it, with the remedy; empty when all is well
 */
public record TemplateCheck(NoticeKind kind, Language language, SmsText longest, List<String> problems) {
    public TemplateCheck {
        problems = List.copyOf(problems);
    }

    public boolean ok() {
        return problems.isEmpty();
    }
}
