package in.suchi.evening;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * One page about the sessions of one day.
 *
 * @param date of the sessions
 * @param district slug; null: the state
 * @param at when it was counted
 * @param lines one for each district with anything to say; one for a district's own report
 * @param forecast in one sentence, of the state's notices; null where none is needed
 * @param brokenBalances names of balances that do not hold
 * @param signatures newest first
 */
public record EveningReport(
        LocalDate date,
        String district,
        OffsetDateTime at,
        Standing total,
        Verdict verdict,
        List<Line> lines,
        String forecast,
        List<String> brokenBalances,
        List<Signature> signatures) {

    /** One district. */
    public record Line(String district, String name, String nameHi, Standing standing, Verdict verdict) {}

    /**
     * An officer's decision, with the numbers as they stood then.
     *
     * @param go what the officer decided
     */
    public record Signature(
            boolean go, String comment, String officer, OffsetDateTime at, Standing numbers, Verdict verdict) {}
}
