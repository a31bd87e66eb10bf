package in.suchi.intake;

import in.suchi.config.InvalidValue;

/**
 * How large an extract and its parts may be, so that no file can fill disk or memory.
 *
 * @param maxBytes of the uncompressed content
 * @param maxCompressionRatio uncompressed to compressed bytes
 * @param maxFields fields of one record
 * @param maxFieldCharacters characters of one field
 * @param maxRecordCharacters characters of one record: an endless line ends here
 */
public record ExtractLimits(
        long maxBytes, int maxCompressionRatio, int maxFields, int maxFieldCharacters, int maxRecordCharacters) {

    public ExtractLimits {
        atLeast(1, maxBytes, "max-bytes");
        atLeast(1, maxCompressionRatio, "max-compression-ratio");
        atLeast(2, maxFields, "max-fields");
        atLeast(16, maxFieldCharacters, "max-field-characters");
        atLeast(maxFieldCharacters, maxRecordCharacters, "max-record-characters");
    }

    private static void atLeast(long least, long value, String key) {
        if (value < least) {
            throw new InvalidValue(key, value, "write at least " + least);
        }
    }
}
