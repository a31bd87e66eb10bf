package in.suchi.list;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import in.suchi.site.District;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.text.StringEscapeUtils;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListFormatTest {

    private static final List<String> ROSTER = List.of(
            ("session_id,revision,serial,registration_id,name,name_hi,gender,year_of_birth,mobile,category,id_type,"
                            + "posting_facility,slot,basis")
                    .split(","));

    @ParameterizedTest
    @ValueSource(strings = {"=cmd|'/c calc'!A1", "+91", "-1+1", "@SUM(A1)", "=HYPERLINK(1)", "＝1"})
    void aCellThatASpreadsheetWouldRunIsMadeHarmlessInCsvAndWorkbook(String name) throws IOException {
        ListContent list = roster(name, "आशा देवी");
        assertThat(new String(ListFormat.CSV.render(list), StandardCharsets.UTF_8))
                .contains("'" + name.substring(0, 2));
        String workbook = texts(ListFormat.XLSX.render(list));
        assertThat(workbook).contains("'" + name.strip().substring(0, 1)).doesNotContain("<f>");
    }

    @Test
    void aWorkbookHasTheRowsOfTheCsvAndASheetThatSaysWhatItReplaces() throws IOException {
        assertThat(texts(ListFormat.XLSX.render(roster("Asha", "आशा देवी"))))
                .contains("registration_id", "posting_facility", "Asha", "आशा देवी", "6100596210")
                .contains("revision 6", "0f3a0f3a");
    }

    @Test
    void paperHasHeadingDigestAndEverybodyAndItsFontsInIt() throws IOException {
        byte[] pdf = ListFormat.PDF.render(roster("Asha & <Devi>", "क्षितिज ज्ञानेश्वर"));
        try (PDDocument document = Loader.loadPDF(pdf)) {
            String text = new PDFTextStripper().getText(document);
            assertThat(text)
                    .contains("Roster", "BR212-004", "revision 7, 30 people", "replaces 6", "0f3a0f3a")
                    .contains("Asha & <Devi>", "6100596210", "09:00", "page 1 / ");
            assertThat(document.getNumberOfPages()).isBetween(2, 4);
            document.getPage(0).getResources().getFontNames().forEach(name -> assertThat(embedded(document, name))
                    .isTrue());
        }
    }

    /** They are no part of XML, of which both are made. */
    @ParameterizedTest
    @EnumSource(
            value = ListFormat.class,
            names = {"PDF", "XLSX"})
    void aCharacterThatIsNoneKeepsNoListFromBeingMade(ListFormat format) {
        assertThat(format.render(roster("Asha\ufffe \uffff\ud800Devi", "\u0001आशा")))
                .isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(ListFormat.class)
    void aCallSheetAndAnEmptyListCanBeHadInEveryForm(ListFormat format) {
        ListContent sheet = new ListContent(
                ListKind.CALL_SHEET,
                "S1",
                "BR212-004",
                LocalDate.of(2021, 1, 16),
                OffsetDateTime.parse("2021-01-16T09:00:00+05:30"),
                OffsetDateTime.parse("2021-01-16T17:00:00+05:30"),
                "planned",
                Optional.empty(),
                "patna",
                Optional.empty(),
                1,
                0,
                "d",
                List.of(("session_id,serial,registration_id,name,name_hi,mobile,alternative,reason,notice_state,"
                                + "last_change,result,remark")
                        .split(",")),
                List.of(Arrays.asList(
                        "S1",
                        1,
                        "R1",
                        "Asha",
                        null,
                        null,
                        null,
                        "no-number",
                        "none",
                        "2021-01-15T18:00:00+05:30",
                        null,
                        null)));
        assertThat(format.fileName(sheet)).startsWith("callsheet-patna-BR212-004-2021-01-16-S1-r1.");
        assertThat(format.render(sheet)).isNotEmpty();
        ListContent nobody = roster("Asha", "आशा");
        assertThat(format.render(new ListContent(
                        nobody.kind(),
                        nobody.sessionId(),
                        nobody.siteCode(),
                        nobody.date(),
                        nobody.startsAt(),
                        nobody.endsAt(),
                        "cancelled",
                        nobody.site(),
                        nobody.districtSlug(),
                        nobody.district(),
                        8,
                        7,
                        "d",
                        ROSTER,
                        List.of())))
                .isNotEmpty();
    }

    @Test
    void jsonSaysNullForWhatIsUnknownAndAltersNothing() throws IOException {
        JsonNode json =
                new ObjectMapper().readTree(ListJson.whole(roster("=Asha", null).replacing(0)));
        assertThat(json.path("replaces").isNull()).isTrue();
        assertThat(json.path("people").get(0).path("name").asText()).isEqualTo("=Asha");
        assertThat(json.path("people").get(0).path("name_hi").isNull()).isTrue();
        assertThat(json.path("people").get(0).path("serial").isInt()).isTrue();
    }

    @Test
    void textForPaperIsCutWhereTheScriptChanges() {
        assertThat(PrintedText.runs("Patna, पटना जिला (LGD 212)"))
                .extracting(PrintedText.Run::text, PrintedText.Run::devanagari)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Patna, ", false),
                        org.assertj.core.groups.Tuple.tuple("पटना जिला (", true),
                        org.assertj.core.groups.Tuple.tuple("LGD 212)", false));
    }

    private static boolean embedded(PDDocument document, org.apache.pdfbox.cos.COSName name) {
        try {
            return document.getPage(0).getResources().getFont(name).isEmbedded();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static ListContent roster(String name, String nameHi) {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 1; i <= 30; i++) {
            rows.add(Arrays.asList(
                    "BR212-004-20210116",
                    7,
                    i,
                    "R" + i,
                    name,
                    nameHi,
                    "F",
                    1980,
                    "6100596210",
                    "ANM",
                    "Aadhaar",
                    "सदर अस्पताल, Bihar Sharif",
                    "2021-01-16T09:00:00+05:30",
                    "posting-facility"));
        }
        return new ListContent(
                ListKind.ROSTER,
                "BR212-004-20210116",
                "BR212-004",
                LocalDate.of(2021, 1, 16),
                OffsetDateTime.parse("2021-01-16T09:00:00+05:30"),
                OffsetDateTime.parse("2021-01-16T17:00:00+05:30"),
                "planned",
                Optional.empty(),
                "patna",
                Optional.of(new District(212, "Patna", "पटना", List.of(), "patna")),
                7,
                6,
                "0f3a".repeat(16),
                ROSTER,
                rows);
    }

    /** Everything that stands in a workbook. */
    private static String texts(byte[] workbook) throws IOException {
        StringBuilder texts = new StringBuilder();
        try (ZipFile zip = ZipFile.builder().setByteArray(workbook).get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                try (InputStream part = zip.getInputStream(entry)) {
                    texts.append(new String(part.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return StringEscapeUtils.unescapeXml(texts.toString());
    }
}
