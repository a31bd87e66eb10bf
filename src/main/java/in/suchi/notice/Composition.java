package in.suchi.notice;

/** The outcome of composing a notice's text: {@link SmsText}, or why there is none. */
public sealed interface Composition permits SmsText, Composition.Refused {

    /**
     * A text that the operator would block, and so is not made: the fault lies in a value or in the wording, both of
     * configuration.
     *
     * @param reason {@code variable-missing}, {@code variable-too-long}, {@code variable-not-allowed} or
     *     {@code template-mismatch}
     * @param message what is wrong and the remedy, for an officer
     */
    record Refused(String reason, String message) implements Composition {}
}
