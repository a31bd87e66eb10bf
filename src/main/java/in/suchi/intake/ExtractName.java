package in.suchi.intake;

import in.suchi.time.DomainClock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
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

    /** So much the registry's clock may be ahead of the hub's. */
    private static final Duration AHEAD = Duration.ofDays(1);

    private static final Pattern ENDING = Pattern.compile("(?i)(.+?)(\\.csv\\.gz|\\.csv\\.zip|\\.csv|\\.zip)");
    private static final Pattern STAMP = Pattern.compile("(\\d{8}T\\d{6})");
    // strict: the 31st of February is no time, not the 28th
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    // a name goes into addresses, expressions and other files' names: it may hold nothing that means something there
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{M}\\p{N} ._()-]{1,200}");

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

    /** Whether the name holds nothing but letters, digits, spaces and {@code . _ - ( )}; no other file is loaded. */
    static boolean isPlain(String fileName) {
        return PLAIN.matcher(fileName).matches();
    }

    /** @throws UnreadableExtract unless the name {@link #isPlain} */
    static void requirePlain(String fileName) {
        if (!isPlain(fileName)) {
            throw new UnreadableExtract(
                    fileName.replaceAll("[^\\p{L}\\p{M}\\p{N} ._()-]", "?")
                            .substring(0, Math.min(fileName.length(), 200)),
                    "its name holds characters that no extract's name may have, or too many",
                    "Rename it to letters, digits, spaces and . _ - ( ), at most 200.");
        }
    }

    /**
     * When the extract counts as made. Newest wins, so a typing error in the year must not make an extract the newest for years: a
     * time in the name that lies ahead of the hub's clock counts as the time at which the file was taken.
     *
     * @param modified of the file, where the name has no time
     * @param now when it is taken
     */
    Instant exportedAt(Instant modified, Instant now) {
        return exportedAt
                .map(OffsetDateTime::toInstant)
                .map(exported -> exported.isAfter(now.plus(AHEAD)) ? now : exported)
                .orElse(modified);
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
