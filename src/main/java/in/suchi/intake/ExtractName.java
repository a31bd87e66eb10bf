package in.suchi.intake;

import in.suchi.time.DomainClock;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of an extract says: {@code registrations-<yyyyMMdd>T<HHmmss>[-full].csv}, also {@code .csv.gz}
 * and {@code .zip}.
 * Names without a timestamp are taken too.
 *
 * @param fileName as it lies in the outbox, without its folder
 * @param stem the name without {@code .csv}, {@code .csv.gz} or {@code .zip}
 * @param ending the packing: {@code .csv}, {@code .csv.gz} or {@code .zip}
 * @param exportedAt the timestamp in the name, in Asia/Kolkata; empty if there is none or it is no time
 * @param full whether the extract claims to hold everybody
 */
record ExtractName(String fileName, String stem, String ending, Optional<OffsetDateTime> exportedAt, boolean full) {

    private static final Pattern ENDING = Pattern.compile("(?i)(.+?)(\\.csv\\.gz|\\.csv\\.zip|\\.csv|\\.zip)");
    private static final Pattern STAMP = Pattern.compile("(\\d{8}T\\d{6})");
    // strict: the 31st of February is no time, not the 28th
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    /** Whether a file of this name is an extract at all (and not, say, a checksum, a half-written or a hostile one). */
    static boolean isExtract(String fileName) {
        return !fileName.startsWith(".")
                && fileName.chars().noneMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c))
                && ENDING.matcher(fileName).matches();
    }

    /** @throws IllegalArgumentException if {@link #isExtract} says no */
    static ExtractName parse(String fileName) {
        Matcher matcher = ENDING.matcher(fileName);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not the name of an extract (.csv, .csv.gz, .zip)");
        }
        String stem = matcher.group(1);
        return new ExtractName(
                fileName,
                stem,
                matcher.group(2).toLowerCase(Locale.ROOT),
                stamp(stem),
                stem.toLowerCase(Locale.ROOT).endsWith("-full"));
    }

    /** The name of the report that goes back to the registry. */
    String rejectsName() {
        return stem + ".rejects.csv";
    }

    private static Optional<OffsetDateTime> stamp(String stem) {
        Matcher stamp = STAMP.matcher(stem);
        if (!stamp.find()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.parse(stamp.group(1), FORMAT)
                    .atZone(DomainClock.ZONE)
                    .toOffsetDateTime());
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }
}
