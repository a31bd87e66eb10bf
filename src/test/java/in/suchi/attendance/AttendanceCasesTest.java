package in.suchi.attendance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** What a row says, and what follows for a person from all rows together. */
class AttendanceCasesTest {

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/cases/attendance-consequences.csv", numLinesToSkip = 1, delimiter = ';')
    void followsFromAllReportsWhateverTheirOrder(
            String name, String reports, String standing, Consequence consequence) {
        List<Attended> all = new ArrayList<>(Arrays.stream(reports.split("\\|"))
                .map(AttendanceCasesTest::report)
                .toList());
        String[] place = standing.split(" ");
        Consequence.Standing at = new Consequence.Standing(place[0], place.length > 1 ? place[1] : null);

        assertThat(Consequence.of(all, at)).isEqualTo(consequence);
        Collections.reverse(all);
        assertThat(Consequence.of(all, at)).isEqualTo(consequence);
    }

    private static Attended report(String text) {
        String[] words = text.split(" ");
        return new Attended(
                words[0],
                AttendanceStatus.of(words[1]).orElseThrow(),
                LocalDate.of(2021, 1, 16).atTime(LocalTime.parse(words[2])).toInstant(ZoneOffset.UTC));
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(
            resources = "/cases/attendance-lines.csv",
            numLinesToSkip = 1,
            delimiter = ';',
            quoteCharacter = '\'',
            ignoreLeadingAndTrailingWhitespace = false)
    void isReadOrRejectedWithTheColumn(
            String name, String session, String person, String status, String at, String reads) {
        AttendanceLine line =
                AttendanceLine.read(7, session, person, status, at, "", Instant.parse("2021-01-16T12:30:00Z"));

        assertThat(line.line()).isEqualTo(7);
        if (line instanceof AttendanceLine.Usable usable) {
            assertThat(String.join(
                            " ",
                            usable.sessionId(),
                            usable.registrationId(),
                            usable.status().wire(),
                            usable.at().toString()))
                    .isEqualTo(reads);
        } else {
            AttendanceLine.Rejected rejected = (AttendanceLine.Rejected) line;
            assertThat(rejected.reason().wire() + " " + rejected.column()).isEqualTo(reads);
        }
    }

    @Test
    void rowsKnowTheLineTheyBeginOnAlsoAfterEmptyLinesAndBrokenCells() {
        List<ReportRows.Row> rows = ReportRows.of(List.of(
                List.of("remark", "SESSION_ID", " registration_id", "status", "at"),
                List.of("two\r\nlines", "S1", "R1", "arrived", "2021-01-16T10:30"),
                List.of(""),
                List.of("", "S1", "R2", "arrived", "2021-01-16T10:30")));

        assertThat(rows).extracting(ReportRows.Row::line).containsExactly(1, 2, 5);
        assertThat(ReportRows.read(rows.get(0).cells(), rows.get(1), Instant.parse("2021-01-17T00:00:00Z")))
                .isEqualTo(new AttendanceLine.Usable(
                        2,
                        "S1",
                        "R1",
                        AttendanceStatus.ARRIVED,
                        Instant.parse("2021-01-16T05:00:00Z"),
                        "two\r\nlines"));
    }

    @Test
    void aShortRowLacksItsLastFields() {
        assertThat(ReportRows.read(ReportRows.COLUMNS, new ReportRows.Row(2, List.of("S1", "R1")), Instant.EPOCH))
                .isEqualTo(new AttendanceLine.Rejected(2, AttendanceLine.Reason.MISSING, "status", ""));
    }

    @Test
    void aReportWithoutAMandatoryColumnIsRefusedWithTheColumnsItMustHave() {
        assertThatThrownBy(() -> ReportRows.of(List.of(List.of("session_id", "status", "at"))))
                .isInstanceOf(UnreadableReport.class)
                .hasMessageContaining("registration_id is missing")
                .hasMessageContaining("session_id,registration_id,status,at,remark");
        assertThatThrownBy(() -> ReportRows.of(List.of(List.of(""))))
                .isInstanceOf(UnreadableReport.class)
                .hasMessageContaining("empty");
    }

    @Test
    void whatIsNoTextOrTooLargeIsRefused() throws IOException {
        assertThat(text("\ufeffsession_id".getBytes(StandardCharsets.UTF_8))).isEqualTo("session_id");
        assertThatThrownBy(() -> text(new byte[] {(byte) 0xff, (byte) 0xfe, 0x41}))
                .isInstanceOf(UnreadableReport.class)
                .hasMessageContaining("UTF-8");
        assertThatThrownBy(() -> text(new byte[(16 << 20) + 1]))
                .isInstanceOf(UnreadableReport.class)
                .hasMessageContaining("16 MB");
        assertThatThrownBy(() -> text("session_id\0".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadableReport.class)
                .hasMessageContaining("NUL");
        assertThatThrownBy(() -> text("\n".repeat(200_001).getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadableReport.class)
                .hasMessageContaining("200000 lines");
    }

    private static String text(byte[] content) throws IOException {
        return ReportRows.text(new ByteArrayInputStream(content));
    }
}
