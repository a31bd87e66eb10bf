package in.suchi.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The lists as they lie in the districts' folders: of each session the one with the highest revision. */
final class ArrivedLists {

    private static final Pattern NAME =
            Pattern.compile("(roster|callsheet)-(.+)-(BR\\d+-\\d+)-(\\d{4}-\\d{2}-\\d{2})-(.+)-r(\\d+)\\.csv");

    /** One list; all its lines refer to it, since a state has half a million of them. */
    record Sheet(String sessionId, String siteCode, LocalDate date) {}

    /** One line of a list, as far as it is compared. A call sheet has no year of birth. */
    record Row(Sheet sheet, String registrationId, String mobile, String nameHi, String yearOfBirth) {}

    private record ListFile(Path path, String sessionId, String siteCode, LocalDate date, int revision) {}

    private final List<Row> rows = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();

    private ArrivedLists() {}

    static ArrivedLists rosters(SandboxFolders folders) {
        return read(folders, "roster");
    }

    static ArrivedLists callSheets(SandboxFolders folders) {
        return read(folders, "callsheet");
    }

    /** Every line of every newest list. */
    List<Row> rows() {
        return rows;
    }

    /** What is wrong with files as such: half, without checksum, or the site's copy differs from the district's. */
    List<String> broken() {
        return broken;
    }

    Map<String, List<Row>> byRegistration() {
        Map<String, List<Row>> byRegistration = new HashMap<>(rows.size() * 2);
        rows.forEach(row -> byRegistration.merge(row.registrationId(), List.of(row), ArrivedLists::both));
        return byRegistration;
    }

    private static List<Row> both(List<Row> some, List<Row> more) {
        List<Row> both = new ArrayList<>(some);
        both.addAll(more);
        return both;
    }

    /** How many people stand on the list of a site and date. */
    Map<String, Integer> perSiteAndDate() {
        Map<String, Integer> people = new HashMap<>();
        rows.forEach(
                row -> people.merge(row.sheet().siteCode() + " " + row.sheet().date(), 1, Integer::sum));
        return people;
    }

    private static ArrivedLists read(SandboxFolders folders, String kind) {
        ArrivedLists lists = new ArrivedLists();
        Path districts = folders.root().resolve("districts");
        try (Stream<Path> slugs = Files.list(districts)) {
            for (Path district : slugs.sorted().toList()) {
                lists.readDistrict(district, kind);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the districts' folders below " + districts, e);
        }
        return lists;
    }

    private void readDistrict(Path district, String kind) throws IOException {
        Map<String, ListFile> newest = new HashMap<>();
        try (Stream<Path> files = Files.list(district.resolve("rosters"))) {
            for (Path path : files.sorted().toList()) {
                String name = path.getFileName().toString();
                Matcher matcher = NAME.matcher(name);
                if (!matcher.matches()) {
                    if (!name.startsWith("index-") && !name.endsWith(".sha256")) {
                        broken.add(district.getFileName() + "/" + name + " is no list: a file left over");
                    }
                } else if (matcher.group(1).equals(kind)) {
                    ListFile file = new ListFile(
                            path,
                            matcher.group(5),
                            matcher.group(3),
                            LocalDate.parse(matcher.group(4)),
                            Integer.parseInt(matcher.group(6)));
                    newest.merge(file.sessionId(), file, (a, b) -> a.revision() > b.revision() ? a : b);
                }
            }
        }
        for (ListFile file : newest.values()) {
            readList(district, file);
        }
    }

    private void readList(Path district, ListFile file) throws IOException {
        byte[] bytes = Files.readAllBytes(file.path());
        Path checksum = file.path().resolveSibling(file.path().getFileName() + ".sha256");
        if (!Files.exists(checksum) || !Files.readString(checksum).startsWith(DigestUtils.sha256Hex(bytes))) {
            broken.add(file.path().getFileName() + " does not match its .sha256");
        }
        Path copy = district.resolve("sites")
                .resolve(file.siteCode())
                .resolve(file.path().getFileName());
        if (!Files.exists(copy) || Files.mismatch(file.path(), copy) >= 0) {
            broken.add(file.path().getFileName() + ": the site's copy is missing or another one");
        }
        try (CSVParser csv = CSVParser.parse(
                new String(bytes, StandardCharsets.UTF_8),
                CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get())) {
            Sheet sheet = new Sheet(file.sessionId(), file.siteCode(), file.date());
            for (CSVRecord row : csv) {
                rows.add(new Row(
                        sheet,
                        row.get("registration_id"),
                        row.get("mobile"),
                        row.get("name_hi"),
                        row.isMapped("year_of_birth") ? row.get("year_of_birth") : ""));
            }
        }
    }
}
