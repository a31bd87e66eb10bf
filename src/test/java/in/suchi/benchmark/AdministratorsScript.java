package in.suchi.benchmark;

import in.suchi.ledger.CopyRows;
import in.suchi.support.RealOpenSsh;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The limit beside the hub: a script for the same extract, server and database that makes the same files. It is given all answers
 * (who sits where, and every cleaned value) before the clock starts.
 */
final class AdministratorsScript {

    private static final Path SCRIPT = Path.of("src/test/resources/benchmark/administrators-script.sh");
    private static final List<String> ANSWERS = List.of(
            "session_id",
            "revision",
            "serial",
            "registration_id",
            "name",
            "name_hi",
            "gender",
            "year_of_birth",
            "mobile",
            "category",
            "id_type",
            "posting_facility",
            "slot",
            "basis");

    private final BenchmarkHub hub;
    private final SftpSide sftp;
    private final Path folder;

    AdministratorsScript(BenchmarkHub hub, SftpSide sftp, Path folder) {
        this.hub = hub;
        this.sftp = sftp;
        this.folder = folder;
    }

    /** Learns the answers from what the hub has just put into the districts' folders. */
    void learn(Path extract) throws SQLException, IOException {
        hub.jdbc.sql("drop schema if exists script cascade").update();
        hub.jdbc.sql("create schema script").update();
        hub.jdbc.sql("""
                create table script.extract (row_no bigint generated always as identity primary key, registration_id text, name text,
                    name_hi text, gender text, year_of_birth text, mobile text, category text, id_type text, home_address text, home_pincode text,
                    posting_facility text, posting_district text, posting_pincode text, registered_at text)""").update();
        hub.jdbc.sql("""
                create table script.answers (row_no bigint primary key, file text, session_id text, revision int, serial int,
                    registration_id text, name text, name_hi text, gender text, year_of_birth text, mobile text, category text, id_type text,
                    posting_facility text, slot text, basis text)""").update();
        hub.jdbc
                .sql("create table script.indexes (file text, place int, line text)")
                .update();
        Map<String, Long> rowOf = rows(extract);
        try (Connection connection = hub.dataSource().getConnection()) {
            try (CopyRows copy = CopyRows.into(connection, "script.answers")) {
                for (Path roster : sftp.files("roster-")) {
                    try (CSVParser csv = parse(roster)) {
                        for (CSVRecord row : csv) {
                            copy.value(rowOf.get(row.get("registration_id")).longValue())
                                    .value(roster.getFileName().toString());
                            for (String column : ANSWERS) {
                                copy.textOrNull(row.get(column));
                            }
                            copy.endRow();
                        }
                    }
                }
            }
            try (CopyRows copy = CopyRows.into(connection, "script.indexes")) {
                for (Path index : sftp.files("index-")) {
                    int place = 0;
                    for (String line : Files.readAllLines(index)) {
                        copy.value(index.getFileName().toString())
                                .value(place++)
                                .value(line)
                                .endRow();
                    }
                }
            }
        }
        hub.jdbc.sql("analyze script.answers").update();
    }

    private static CSVParser parse(Path file) throws IOException {
        return CSVParser.parse(
                file,
                StandardCharsets.UTF_8,
                CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get());
    }

    /** Where each registration first stands in the extract, counted as \copy counts. */
    private static Map<String, Long> rows(Path extract) throws IOException {
        Map<String, Long> rows = new HashMap<>();
        try (CSVParser csv = parse(extract)) {
            for (CSVRecord row : csv) {
                rows.putIfAbsent(row.get(0).strip().toUpperCase(Locale.ROOT), row.getRecordNumber());
            }
        }
        return rows;
    }

    /** Runs it. @return seconds of each step, and "all" */
    Map<String, Double> run(String extractName) throws InterruptedException, IOException {
        Path work = folder.resolve("script");
        Path output = folder.resolve("script.out");
        Process process = new ProcessBuilder(
                        "bash",
                        SCRIPT.toAbsolutePath().toString(),
                        work.toString(),
                        "127.0.0.1",
                        String.valueOf(sftp.server().port()),
                        sftp.server().privateKey(),
                        sftp.server().knownHosts(),
                        RealOpenSsh.user(),
                        String.valueOf(hub.databasePort()),
                        extractName)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the administrator's script failed: " + Files.readString(output));
        }
        return laps(work.resolve("laps"));
    }

    private static Map<String, Double> laps(Path file) {
        try {
            List<String[]> laps = new ArrayList<>();
            Files.readAllLines(file).forEach(line -> laps.add(line.split(" ")));
            Map<String, Double> seconds = new LinkedHashMap<>();
            for (int i = 1; i < laps.size(); i++) {
                seconds.put(laps.get(i)[0], between(laps.get(i - 1), laps.get(i)));
            }
            seconds.put("all", between(laps.get(0), laps.get(laps.size() - 1)));
            return seconds;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double between(String[] from, String[] to) {
        return (Long.parseLong(to[1]) - Long.parseLong(from[1])) / 1e9;
    }
}
