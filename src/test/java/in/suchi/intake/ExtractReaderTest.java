package in.suchi.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import in.suchi.intake.ExtractRow.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtractReaderTest {

    private static final String HEADER = "registration_id,name,name_hi,home_pincode\n";
    private static final String TWO_ROWS = HEADER + "A1,Meena,मीना,813209\nA2,Rehana,रेहाना,813210\n";

    @TempDir
    Path folder;

    private record Read(List<ExtractRow> rows, ExtractReader reader) {
        List<Kind> kinds() {
            return rows.stream().map(ExtractRow::kind).toList();
        }

        List<String> column(ExtractColumn column) {
            return rows.stream().map(row -> row.get(column)).toList();
        }
    }

    private Read read(String name, byte[] content) throws IOException {
        Path file = Files.write(folder.resolve(name), content);
        List<ExtractRow> rows = new ArrayList<>();
        try (ExtractReader reader = ExtractReader.open(file, ExtractFiles.COLUMNS)) {
            reader.forEachRemaining(rows::add);
            return new Read(rows, reader);
        }
    }

    private Read read(String text) throws IOException {
        return read("extract.csv", text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] zip(byte[] content, String... names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (String name : names) {
                out.putNextEntry(new ZipEntry(name));
                out.write(content);
            }
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-8 marked", "UTF-16LE", "UTF-16BE"})
    void the_encoding_is_recognised_and_the_mark_never_sticks_to_the_header(String name) throws IOException {
        boolean marked = !name.equals("UTF-8");
        Charset charset = Charset.forName(name.replace(" marked", ""));
        Read read = read("extract.csv", ((marked ? "\ufeff" : "") + TWO_ROWS).getBytes(charset));
        assertThat(read.reader().encoding()).isEqualTo(charset.name());
        assertThat(read.reader().header()).startsWith("registration_id");
        assertThat(read.column(ExtractColumn.NAME_HI)).containsExactly("मीना", "रेहाना");
        assertThat(read.reader().truncation()).isEmpty();
    }

    @Test
    void what_is_not_utf_8_is_windows_1252_for_the_whole_file_and_loses_no_byte() throws IOException {
        ByteArrayOutputStream mixed = new ByteArrayOutputStream();
        mixed.writeBytes((HEADER + "A1,Meena,मीना उरांव,813209\n").getBytes(StandardCharsets.UTF_8));
        mixed.writeBytes("A2,Ren\u00e9,\u2013,813210\n".getBytes(Charset.forName("windows-1252")));
        Read read = read("extract.csv", mixed.toByteArray());
        assertThat(read.reader().encoding()).isEqualTo("windows-1252");
        assertThat(read.column(ExtractColumn.NAME)).containsExactly("Meena", "René");
        Registration first =
                ((CleanedRow.Accepted) ExtractFiles.CLEANER.clean(read.rows().get(0))).registration();
        assertThat(first.nameHi()).isEqualTo("मीना उरांव");
    }

    @Test
    void a_packed_extract_has_the_rows_and_the_digest_of_the_plain_one() throws IOException {
        byte[] content = TWO_ROWS.getBytes(StandardCharsets.UTF_8);
        Read plain = read("a.csv", content);
        for (byte[] packed : List.of(gzip(content), zip(content, "registrations.csv"), zip(content, "in/X.CSV"))) {
            Read read = read("b.packed", packed);
            assertThat(read.column(ExtractColumn.REGISTRATION_ID)).containsExactly("A1", "A2");
            assertThat(read.reader().digest())
                    .isEqualTo(plain.reader().digest())
                    .hasSize(64);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x.csv", "/etc/x.csv", "a/../../x.csv", "C:x.csv", "a\\x.csv", "a\nb.csv"})
    void a_hostile_name_inside_an_archive_is_refused(String name) throws IOException {
        byte[] archive = zip(TWO_ROWS.getBytes(StandardCharsets.UTF_8), name);
        assertThatThrownBy(() -> read("extract.zip", archive))
                .isInstanceOf(UnreadableExtract.class)
                .hasMessageContaining("extract.zip")
                .hasMessageContaining("leads outside");
    }

    @Test
    void an_archive_must_hold_exactly_one_csv() throws IOException {
        byte[] content = TWO_ROWS.getBytes(StandardCharsets.UTF_8);
        byte[] two = zip(content, "a.csv", "b.csv");
        byte[] none = zip(content, "readme.txt");
        byte[] workbook = zip(content, "xl/workbook.xml");
        assertThatThrownBy(() -> read("two.zip", two)).hasMessageContaining("has 2 CSV files");
        assertThatThrownBy(() -> read("none.zip", none)).hasMessageContaining("has 0 CSV files");
        assertThatThrownBy(() -> read("book.zip", workbook)).hasMessageContaining("Excel workbook");
        assertThat(read("one.zip", zip(content, "a.csv", "readme.txt", "__MACOSX/a.csv"))
                        .rows())
                .hasSize(2);
    }

    @Test
    void a_bomb_is_noticed_before_it_fills_anything() throws IOException {
        byte[] zeros = new byte[30_000_000];
        Arrays.fill(zeros, (byte) 'x');
        byte[] gz = gzip(zeros);
        byte[] zip = zip(zeros, "a.csv");
        assertThatThrownBy(() -> read("bomb.csv.gz", gz))
                .isInstanceOf(UnreadableExtract.class)
                .hasMessageContaining("larger than");
        assertThatThrownBy(() -> read("bomb.zip", zip))
                .isInstanceOf(UnreadableExtract.class)
                .hasMessageContaining("larger than");
    }

    @Test
    void a_damaged_or_cut_archive_is_unreadable() throws IOException {
        byte[] big = TWO_ROWS.repeat(500).getBytes(StandardCharsets.UTF_8);
        byte[] gz = gzip(big);
        byte[] zip = zip(big, "a.csv");
        assertThatThrownBy(() -> read("cut.csv.gz", Arrays.copyOf(gz, gz.length - 20)))
                .isInstanceOf(UnreadableExtract.class)
                .hasMessageContaining("ends too early");
        assertThatThrownBy(() -> read("cut.zip", Arrays.copyOf(zip, zip.length - 20)))
                .isInstanceOf(UnreadableExtract.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void a_first_line_names_the_separator() throws IOException {
        Read read = read("sep=;\r\n" + TWO_ROWS.replace(',', ';').replace("\n", "\r\n"));
        assertThat(read.column(ExtractColumn.HOME_PINCODE)).containsExactly("813209", "813210");
        assertThat(read.rows().get(0).line()).isEqualTo(3);
    }

    @Test
    void columns_stand_in_any_order_under_any_of_their_names() throws IOException {
        Read read = read("PIN Code,extra,Beneficiary Name,Reg. No\n813209,x,Meena,A1\n");
        ExtractRow row = read.rows().get(0);
        assertThat(row.get(ExtractColumn.REGISTRATION_ID)).isEqualTo("A1");
        assertThat(row.get(ExtractColumn.NAME)).isEqualTo("Meena");
        assertThat(row.get(ExtractColumn.HOME_PINCODE)).isEqualTo("813209");
        assertThat(row.get(ExtractColumn.MOBILE)).isEmpty();
        assertThat(row.raw()).containsExactly("813209", "x", "Meena", "A1");
    }

    @Test
    void a_missing_mandatory_column_is_named_with_the_remedy_and_without_what_stands_there() {
        assertThatThrownBy(() -> read("A1,Meena Oraon,6111222333\n"))
                .isInstanceOf(UnreadableExtract.class)
                .hasMessageContaining("extract.csv: line 1: the header lacks registration_id, and name or name_hi")
                .hasMessageContaining("extract-columns.yaml")
                .hasMessageNotContaining("Meena");
        assertThatThrownBy(() -> read("registration_id,reg no,mobile,name,mobile\n"))
                .hasMessageContaining("two columns")
                .hasMessageContaining("mobile");
    }

    @Test
    void titles_above_the_header_are_passed_over() throws IOException {
        Read read = read("Health workers of Bihar,,,\n,,,\n" + TWO_ROWS);
        assertThat(read.rows()).hasSize(2);
        assertThat(read.rows().get(0).line()).isEqualTo(4);
    }

    @Test
    void lines_and_records_are_counted_with_breaks_inside_quotes() throws IOException {
        Read read = read(HEADER + "A1,\"Mee\nna \"\"M\"\"\",,813209\r\n\nA2,Rehana,,813210\n");
        assertThat(read.rows()).extracting(ExtractRow::line).containsExactly(2L, 5L);
        assertThat(read.rows()).extracting(ExtractRow::recordNumber).containsExactly(1L, 2L);
        assertThat(read.column(ExtractColumn.NAME)).containsExactly("Mee\nna \"M\"", "Rehana");
    }

    @Test
    void repeated_headers_totals_and_blank_rows_are_no_persons() throws IOException {
        Read read = read(HEADER
                + "A1,Meena,,813209\nregistration_id,name,name_hi,home_pincode\n,,,\nTotal Kumar,Total,,\n"
                + "A2,Total Kumar,,813209\nTotal records: 3\n");
        assertThat(read.kinds())
                .containsExactly(Kind.DATA, Kind.REPEATED_HEADER, Kind.BLANK, Kind.TOTALS, Kind.DATA, Kind.TOTALS);
        assertThat(read.rows().stream().map(ExtractFiles.CLEANER::clean).filter(CleanedRow.Skipped.class::isInstance))
                .extracting(row -> ((CleanedRow.Skipped) row).reason())
                .containsExactly("repeated-header", "blank-row", "totals-line", "totals-line");
        assertThat(read.reader().truncation())
                .hasValueSatisfying(why -> assertThat(why).contains("speaks of 3 records"));
    }

    @Test
    void a_row_with_another_number_of_fields_is_rejected_with_its_place() throws IOException {
        Read read = read(HEADER + "A1,Meena,,813209,x\nA2,Rehana\nA3,Asha,,813209\n");
        assertThat(read.kinds()).containsExactly(Kind.BROKEN, Kind.BROKEN, Kind.DATA);
        CleanedRow.Rejected rejected =
                (CleanedRow.Rejected) ExtractFiles.CLEANER.clean(read.rows().get(1));
        assertThat(rejected.reason()).isEqualTo("wrong-number-of-fields");
        assertThat(rejected.message()).startsWith("line 3: the row has 2 fields and the header 4");
        assertThat(rejected.original()).containsExactly("A2", "Rehana");
    }

    @Test
    void a_file_that_is_cut_off_says_so_and_gives_what_is_whole() throws IOException {
        Read inRow = read(HEADER + "A1,Meena,,813209\nA2,Reh");
        assertThat(inRow.kinds()).containsExactly(Kind.DATA, Kind.BROKEN);
        assertThat(inRow.reader().truncation())
                .hasValueSatisfying(why -> assertThat(why).contains("line 3, has 2 of 4 fields"));

        Read inQuotes = read(HEADER + "A1,Meena,,813209\nA2,\"Reh");
        assertThat(inQuotes.kinds()).containsExactly(Kind.DATA, Kind.BROKEN);
        assertThat(inQuotes.reader().truncation())
                .hasValueSatisfying(why -> assertThat(why).contains("inside a quoted field of the record on line 3"));

        byte[] whole = TWO_ROWS.replace(",813210\n", "").getBytes(StandardCharsets.UTF_8);
        Read inLetter = read("extract.csv", Arrays.copyOf(whole, whole.length - 1));
        assertThat(inLetter.reader().encoding()).isEqualTo("UTF-8");
        assertThat(inLetter.column(ExtractColumn.NAME_HI)).first().isEqualTo("मीना");
        assertThat(inLetter.reader().truncation()).isPresent();
    }

    @Test
    void a_stray_quote_costs_its_own_line_and_never_mixes_two_persons() throws IOException {
        Read same = read(HEADER + "A1,\"Meena,,813209\nA2,\"Rehana\",,813210\nA3,Asha,,813209\n");
        assertThat(same.kinds()).containsExactly(Kind.BROKEN, Kind.DATA, Kind.DATA);
        assertThat(same.column(ExtractColumn.NAME)).endsWith("Rehana", "Asha");
        assertThat(same.rows()).extracting(ExtractRow::line).containsExactly(2L, 3L, 4L);
        assertThat(same.reader().truncation()).isEmpty();

        Read later = read(
                HEADER + "A1,\"Meena,,813209\nA2,Rehana,,813210\nA3,Asha,,1\nA4,\"Rekha, R\",,813209\nA5,Lila,,2\n");
        assertThat(later.kinds()).containsExactly(Kind.BROKEN, Kind.DATA, Kind.DATA, Kind.DATA, Kind.DATA);
        assertThat(later.column(ExtractColumn.REGISTRATION_ID)).containsExactly("A1", "A2", "A3", "A4", "A5");
        assertThat(later.column(ExtractColumn.NAME)).contains("Rekha, R");

        Read toTheEnd = read(HEADER + "A1,\"Meena,,813209\r\nA2,Rehana,,813210\r\nA3,Asha,,813209\r\n");
        assertThat(toTheEnd.kinds()).containsExactly(Kind.BROKEN, Kind.DATA, Kind.DATA);
        assertThat(toTheEnd.reader().truncation()).isEmpty();
    }

    @Test
    void a_long_text_with_breaks_and_commas_inside_quotes_stays_one_field() throws IOException {
        Read read =
                read(HEADER + "A1,\"Meena,\nWard 4, Gali 2,\nNear School, Patna, Bihar\",,813209\nA2,Asha,,813210\n");
        assertThat(read.kinds()).containsExactly(Kind.DATA, Kind.DATA);
        assertThat(read.rows().get(1).line()).isEqualTo(5);
    }

    @Test
    void an_endless_line_an_endless_field_and_endless_fields_are_refused_with_their_line() {
        String endless = HEADER + "A1,Meena,,813209\nA2," + "x".repeat(200_000);
        assertThatThrownBy(() -> read(endless))
                .isInstanceOf(UnreadableExtract.class)
                .hasMessageContaining("line 3 begins a record with a field longer than 65536 characters");
        String commas = HEADER + "A2" + ",".repeat(300_000);
        assertThatThrownBy(() -> read(commas)).hasMessageContaining("line 2").hasMessageContaining("200 fields");
        String wide = HEADER + "A2" + ("," + "x".repeat(60_000)).repeat(10);
        assertThatThrownBy(() -> read(wide)).hasMessageContaining("a record longer than 262144 characters");
        String open = HEADER + "A1,\"Meena,,813209\n" + "A2,Rehana,,813210\n".repeat(50_000);
        assertThatThrownBy(() -> read(open))
                .isInstanceOf(UnreadableExtract.class)
                .hasMessageContaining("line 2 begins")
                .hasMessageContaining("never closed");
    }

    @Test
    void what_is_no_text_is_refused() {
        assertThatThrownBy(() -> read("empty.csv", new byte[0])).hasMessageContaining("the file is empty");
        assertThatThrownBy(() -> read("mark.csv", new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}))
                .hasMessageContaining("the file is empty");
        assertThatThrownBy(() -> read("unmarked.csv", TWO_ROWS.getBytes(StandardCharsets.UTF_16LE)))
                .isInstanceOf(UnreadableExtract.class)
                .hasMessageContaining("NUL");
    }

    @Test
    void damage_of_any_kind_gives_rows_or_a_clear_refusal() throws IOException {
        Random random = new Random(20210116);
        byte[] good = TWO_ROWS.repeat(3).getBytes(StandardCharsets.UTF_8);
        for (byte[] original : List.of(good, gzip(good), zip(good, "a.csv"))) {
            for (int round = 0; round < 150; round++) {
                byte[] bytes = Arrays.copyOf(original, 1 + random.nextInt(original.length));
                for (int i = random.nextInt(4); i > 0; i--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
                try {
                    for (ExtractRow row : read("damaged", bytes).rows()) {
                        assertThat(ExtractFiles.CLEANER.clean(row).line()).isEqualTo(row.line());
                    }
                } catch (UnreadableExtract refused) {
                    assertThat(refused.getMessage()).startsWith("damaged: ").contains(refused.remedy());
                }
            }
        }
    }
}
