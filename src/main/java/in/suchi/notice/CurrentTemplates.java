package in.suchi.notice;

import in.suchi.config.Current;

/** The wordings in force. A text is frozen when it is composed, so other wordings re-send nobody. */
public final class CurrentTemplates extends Current<SmsTemplates> {

    public CurrentTemplates(SmsTemplates templates) {
        super(templates);
    }
}
