package in.suchi.deadletter;

import java.util.Locale;

/**
 * A class of failure in plain words.
 *
 * @param en English sentence and what to do
 * @param hi the same in Hindi
 * @param automatic whether the hub may try again by itself once the peer takes other work: a second try can do no harm then
 */
public record Reason(Words en, Words hi, boolean automatic) {

    /** What went wrong, and what an officer can do about it. */
    public record Words(String sentence, String remedy) {
        public Words {
            if (sentence == null || sentence.isBlank() || remedy == null || remedy.isBlank()) {
                throw new IllegalArgumentException("a reason needs a sentence and a remedy");
            }
        }
    }

    public Reason {
        if (en == null || hi == null) {
            throw new IllegalArgumentException("a reason is explained in English and in Hindi");
        }
    }

    public Words in(Locale locale) {
        return "hi".equals(locale.getLanguage()) ? hi : en;
    }
}
