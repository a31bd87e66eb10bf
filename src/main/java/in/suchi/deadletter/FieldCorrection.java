package in.suchi.deadletter;

/**
 * A field of failed work that an officer can put right, so that the work can be done after all. Implemented by the owner of the
 * field; found by kind and field.
 */
public interface FieldCorrection {

    /** {@code hubKind} of the work, e.g. {@code notice}. */
    String kind();

    /** The field's name as the registry writes it, e.g. {@code mobile}. */
    String field();

    /**
     * Corrects the field and sees to it that the work is done with the new value; in the caller's transaction, under the writer
     * lock.
     *
     * @param subject {@code hubId} of the work that failed
     * @param value as typed by the officer
     * @return null if it was corrected, otherwise in plain words why not; nothing is changed then
     */
    String correct(String subject, String value, Officer officer);
}
