package in.suchi.intake;

/**
 * One repair of one field. The original is kept so that an officer can see what the registry really wrote.
 *
 * @param column name of the column, such as {@code home_pincode}
 * @param code the defect, such as {@code pin_sci}
 * @param original the field exactly as it stood in the extract; personal data, never to be logged
 */
public record Change(String column, String code, String original) {

    @Override
    public String toString() {
        return column + ":" + code;
    }
}
