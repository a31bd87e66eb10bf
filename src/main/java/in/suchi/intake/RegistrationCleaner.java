package in.suchi.intake;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Set;

/**
 * Cleans one row of an extract, in the order decode, strip, digits, shape; whether a pincode exists and fits its
 * district is not judged here. A row that needs no repair comes through unchanged. Never throws for what a row holds;
 * safe for several threads.
 */
public final class RegistrationCleaner {

    private static final int LONGEST_ID = 64;
    /** Before this year nobody can have registered, so such a registration says nothing about a person's age. */
    private static final int FIRST_YEAR = 2000;

    private final Clock clock;
    private final Set<String> missing;
    private final Set<String> withdrawn;
    private final TextCleaner texts;
    private final NameCleaner names;
    private final MobileCleaner mobiles;
    private final PincodeCleaner pincodes;
    private final YearOfBirthCleaner years;
    private final RegisteredAtCleaner times;

    /** @param clock the domain clock; with the time of registration it decides who is a minor */
    public RegistrationCleaner(ExtractColumns columns, Clock clock) {
        this.clock = clock;
        missing = columns.missing();
        withdrawn = columns.withdrawn();
        texts = new TextCleaner(columns);
        names = new NameCleaner(texts);
        mobiles = new MobileCleaner(columns);
        pincodes = new PincodeCleaner(columns);
        years = new YearOfBirthCleaner(columns);
        times = new RegisteredAtCleaner(columns);
    }

    public CleanedRow clean(ExtractRow row) {
        return switch (row.kind()) {
            case REPEATED_HEADER -> new CleanedRow.Skipped(row.line(), "repeated-header");
            case TOTALS -> new CleanedRow.Skipped(row.line(), "totals-line");
            case BLANK -> new CleanedRow.Skipped(row.line(), "blank-row");
            case BROKEN -> broken(row);
            case DATA -> person(row);
        };
    }

    private static CleanedRow broken(ExtractRow row) {
        String message = "the row has " + row.fieldCount() + " fields and the header " + row.expectedFields()
                + ": a quote or a separator is missing or too many; rows after it may be part of it";
        return rejected(row, "", null, "", "wrong-number-of-fields", message);
    }

    private CleanedRow person(ExtractRow row) {
        Changes changes = new Changes();
        String rawId = row.get(ExtractColumn.REGISTRATION_ID);
        String id = id(rawId, changes);
        String idProblem = idProblem(id);
        if (idProblem != null) {
            return rejected(
                    row,
                    idProblem.equals("id-missing") ? "" : rawId,
                    ExtractColumn.REGISTRATION_ID,
                    rawId,
                    idProblem,
                    idMessage(idProblem));
        }
        String rawName = row.get(ExtractColumn.NAME);
        NameCleaner.Names name = names.clean(rawName, row.get(ExtractColumn.NAME_HI), changes);
        if (!name.usable()) {
            boolean onlyHindi = rawName.isBlank();
            ExtractColumn column =
                    onlyHindi && !row.get(ExtractColumn.NAME_HI).isBlank() ? ExtractColumn.NAME_HI : ExtractColumn.NAME;
            String message = "neither name nor name_hi holds a readable name: send the row again with one of them";
            return rejected(row, id, column, row.get(column), "name-missing", message);
        }
        return new CleanedRow.Accepted(row.line(), registration(row, id, name, changes));
    }

    private Registration registration(ExtractRow row, String id, NameCleaner.Names name, Changes changes) {
        String gender = text(row, ExtractColumn.GENDER, "gender", changes);
        OffsetDateTime registeredAt = times.clean(row.get(ExtractColumn.REGISTERED_AT), changes);
        YearOfBirthCleaner.Result year =
                years.clean(row.get(ExtractColumn.YEAR_OF_BIRTH), yearOfRegistration(registeredAt), changes);
        MobileCleaner.Result mobile = mobiles.clean(row.get(ExtractColumn.MOBILE), changes);
        PincodeCleaner.Result home = pincode(row, ExtractColumn.HOME_PINCODE, changes);
        PincodeCleaner.Result posting = pincode(row, ExtractColumn.POSTING_PINCODE, changes);
        String status = text(row, ExtractColumn.STATUS, "status", changes).toLowerCase(Locale.ROOT);
        String held = year.doubtful() ? HeldReason.YEAR_OF_BIRTH_DOUBTFUL : name.heldReason();
        return new Registration(
                id,
                name.name(),
                name.nameHi(),
                gender,
                year.year(),
                mobile.mobile(),
                mobile.alternative(),
                mobile.noSms(),
                text(row, ExtractColumn.CATEGORY, "category", changes),
                text(row, ExtractColumn.ID_TYPE, "id_type", changes),
                address(row.get(ExtractColumn.HOME_ADDRESS), changes),
                home.pincode(),
                home.problem(),
                text(row, ExtractColumn.POSTING_FACILITY, "facility", changes),
                text(row, ExtractColumn.POSTING_DISTRICT, "district", changes),
                posting.pincode(),
                posting.problem(),
                registeredAt,
                status,
                withdrawn.contains(status),
                held,
                changes.toList());
    }

    private PincodeCleaner.Result pincode(ExtractRow row, ExtractColumn column, Changes changes) {
        return pincodes.clean(row.get(column), column, changes);
    }

    private String text(ExtractRow row, ExtractColumn column, String codes, Changes changes) {
        return texts.clean(row.get(column), column, codes, changes).text();
    }

    /** An address is nobody's key: line breaks, quotes and formulas stay; only a misread encoding is put right. */
    private static String address(String raw, Changes changes) {
        String repaired = Mojibake.isLikely(raw) ? Mojibake.repair(raw) : null;
        if (repaired == null) {
            return raw;
        }
        changes.add(ExtractColumn.HOME_ADDRESS, "addr_mojibake", raw);
        return repaired;
    }

    private int yearOfRegistration(OffsetDateTime registeredAt) {
        int now =
                LocalDate.ofInstant(clock.instant(), RegisteredAtCleaner.INDIA).getYear();
        return registeredAt != null && registeredAt.getYear() >= FIRST_YEAR && registeredAt.getYear() < now
                ? registeredAt.getYear()
                : now;
    }

    private String id(String raw, Changes changes) {
        boolean plain = !raw.isEmpty();
        for (int i = 0; i < raw.length() && plain; i++) {
            char c = raw.charAt(i);
            plain = c > 0x20 && c < 0x7f && c != '\'' && c != '=' && c != '.';
        }
        return plain ? raw : unusualId(raw, changes);
    }

    private static String unusualId(String raw, Changes changes) {
        String id = NumberText.normalise(raw, ExtractColumn.REGISTRATION_ID, "id", changes);
        String whole = NumberText.wholeOfFloat(id);
        if (whole != null) {
            changes.add(ExtractColumn.REGISTRATION_ID, "id_float", raw);
            return whole;
        }
        return id;
    }

    private String idProblem(String id) {
        if (Text.isMissing(id, missing)) {
            return "id-missing";
        }
        if (id.indexOf('+') > 0 && "".equals(NumberText.scientific(id))) {
            return "id-lossy";
        }
        boolean tooLong = id.length() > LONGEST_ID;
        return tooLong || id.codePoints().anyMatch(Character::isISOControl) ? "id-malformed" : null;
    }

    private static String idMessage(String problem) {
        return switch (problem) {
            case "id-missing" -> "registration_id is empty: send the row again with its id";
            case "id-lossy" -> "registration_id was rounded by a spreadsheet: export the column as text";
            default ->
                "registration_id is longer than " + LONGEST_ID + " characters or has control characters:"
                        + " look for a shifted column or a missing quote";
        };
    }

    private static CleanedRow rejected(
            ExtractRow row, String id, ExtractColumn column, String value, String reason, String message) {
        String where = "line " + row.line() + ": " + message;
        return new CleanedRow.Rejected(
                row.line(), id, column == null ? "" : column.column(), value, reason, where, row.raw());
    }
}
