package in.suchi.notice;

/**
 * A text ready to be submitted, frozen when it was composed, with what the operator checks it against.
 *
 * @param templateId DLT content template id, 19 digits
 * @param header the sender shown to the person
 * @param entityId DLT principal entity id, 19 digits
 */
public record SmsText(
        String text,
        Segments segments,
        NoticeKind kind,
        Language language,
        String templateId,
        String header,
        String entityId)
        implements Composition {

    public Encoding encoding() {
        return segments.encoding();
    }

    public boolean ucs2() {
        return encoding() == Encoding.UCS2;
    }
}
