package in.suchi.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import in.suchi.config.ConfigurationProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;

class SmsTemplatesTest {
    private static final Path SHIPPED = Path.of("config/sms");
    private static final SmsTemplates TEMPLATES = SmsTemplates.load(SHIPPED);

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0} {1}: {8}")
    @CsvFileSource(resources = "/cases/texts.csv", numLinesToSkip = 1, ignoreLeadingAndTrailingWhitespace = false)
    void a_notice_reads_exactly_like_this(
            String kind,
            String language,
            String site,
            LocalDate date,
            LocalTime time,
            String text,
            Encoding encoding,
            int parts,
            String why) {
        Language asked = Language.ofCode(language).orElseThrow();
        Composition composed = TEMPLATES.compose(
                NoticeKind.ofWireName(kind).orElseThrow(), asked, SmsVariable.values(asked, site, date, time));
        assertThat(composed).as(why).isInstanceOfSatisfying(SmsText.class, sms -> {
            assertThat(sms.text()).isEqualTo(text);
            assertThat(sms.encoding()).isEqualTo(encoding);
            assertThat(sms.ucs2()).isEqualTo(encoding == Encoding.UCS2);
            assertThat(sms.segments().parts()).isEqualTo(parts);
            assertThat(sms.templateId()).matches("[0-9]{19}");
        });
    }

    @ParameterizedTest(name = "{4}")
    @CsvFileSource(resources = "/cases/texts-refused.csv", numLinesToSkip = 1)
    void a_text_the_operator_would_block_is_not_made(String site, String date, String time, String reason, String why) {
        Map<String, String> values = new HashMap<>();
        values.put("site", site);
        values.put("date", date);
        values.put("time", time);
        assertThat(TEMPLATES.compose(NoticeKind.INVITE, Language.HINDI, values))
                .as(why)
                .isInstanceOfSatisfying(Composition.Refused.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(reason);
                    assertThat(refused.message()).startsWith("invite (hi): ");
                });
    }

    @Test
    void the_wordings_take_the_short_name_of_every_site_in_two_parts_at_most_and_one_in_english() throws IOException {
        List<TemplateCheck> checks = TEMPLATES.checkWithLongest(
                Map.of(
                        Language.HINDI, column("short_name_hi"),
                        Language.ENGLISH, column("short_name")),
                null);
        assertThat(checks).hasSize(8).allSatisfy(check -> {
            assertThat(check.problems()).isEmpty();
            assertThat(check.ok()).isTrue();
            assertThat(check.longest().segments().parts())
                    .as("%s", check.longest().text())
                    .isLessThanOrEqualTo(check.language() == Language.HINDI ? 2 : 1);
        });
    }

    @Test
    void a_short_name_that_does_not_fit_is_found_before_anyone_is_messaged() {
        List<TemplateCheck> checks = TEMPLATES.checkWithLongest(
                Map.of(Language.HINDI, List.of("पीएचसी देव", "अतिरिक्त प्राथमिक स्वास्थ्य केंद्र बिहटा")), null);
        assertThat(checks)
                .filteredOn(c -> c.language() == Language.HINDI)
                .hasSize(4)
                .allSatisfy(check -> {
                    assertThat(check.ok()).isFalse();
                    assertThat(check.problems()).singleElement().asString().contains("बिहटा", "shorten it");
                    assertThat(check.longest().text()).contains("पीएचसी देव");
                });
    }

    @Test
    void a_wording_that_is_missing_in_english_is_composed_in_hindi() throws IOException {
        copyShipped();
        String invite = Files.readString(folder.resolve("invite.yaml"));
        Files.writeString(folder.resolve("invite.yaml"), invite.substring(0, invite.indexOf("\nen:") + 1));
        Composition composed = SmsTemplates.load(folder)
                .compose(
                        NoticeKind.INVITE,
                        Language.ENGLISH,
                        SmsVariable.values(
                                Language.HINDI, "पीएचसी देव", LocalDate.of(2021, 1, 16), LocalTime.of(9, 0)));
        assertThat(composed).isInstanceOfSatisfying(SmsText.class, sms -> assertThat(sms.language())
                .isEqualTo(Language.HINDI));
    }

    @Test
    void another_length_may_be_agreed_for_a_variable() throws IOException {
        copyShipped();
        Path invite = folder.resolve("invite.yaml");
        Files.writeString(
                invite,
                Files.readString(invite)
                        .replaceFirst("header: SUCHIH\n", "header: SUCHIH\n  max-length: {site: 40}\n"));
        assertThat(SmsTemplates.load(folder)
                        .compose(
                                NoticeKind.INVITE,
                                Language.HINDI,
                                SmsVariable.values(
                                        Language.HINDI,
                                        "अतिरिक्त प्राथमिक स्वास्थ्य केंद्र",
                                        LocalDate.of(2021, 1, 16),
                                        LocalTime.of(9, 0))))
                .isInstanceOf(SmsText.class);
    }

    @Test
    void the_tagged_variables_of_november_2025_are_understood() {
        DltForm form = new DltForm("Come on #alphanumeric# at {#numeric#}. Call {#cbn#}");
        assertThat(form.variables()).isEqualTo(3);
        assertThat(form.agreedLength(0)).isEqualTo(40);
        assertThat(matches(form, "Come on 16 January at 9:00. Call 104")).isTrue();
        assertThat(matches(form, "Come on 16 January at nine. Call 104")).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void a_wording_that_cannot_be_right_stops_the_start_with_file_key_and_remedy(Refusal refusal) throws IOException {
        copyShipped();
        Path invite = folder.resolve("invite.yaml");
        String shipped = Files.readString(invite);
        assertThat(shipped).contains(refusal.replace());
        int at = shipped.indexOf("\nhi:") + 1;
        String head = shipped.substring(0, at);
        String body = shipped.substring(at);
        int place = body.indexOf(refusal.replace());
        Files.writeString(
                invite,
                head
                        + (refusal.all()
                                ? body.replace(refusal.replace(), refusal.by())
                                : body.substring(0, place)
                                        + refusal.by()
                                        + body.substring(
                                                place + refusal.replace().length())));
        assertThatThrownBy(() -> SmsTemplates.load(folder))
                .as(refusal.why())
                .isInstanceOfSatisfying(ConfigurationProblem.class, problem -> {
                    assertThat(problem.getMessage()).contains("invite.yaml", refusal.says());
                    assertThat(problem.key()).contains(refusal.key());
                });
    }

    @Test
    void an_invite_that_does_not_say_when_is_refused() throws IOException {
        copyShipped();
        Path invite = folder.resolve("invite.yaml");
        Files.writeString(
                invite, Files.readString(invite).replace(" at {time}", "").replace("} at {#var#} to", "} to"));
        assertThatThrownBy(() -> SmsTemplates.load(folder))
                .isInstanceOf(ConfigurationProblem.class)
                .hasMessageContaining("en.text")
                .hasMessageContaining("{time}");
    }

    @Test
    void a_missing_kind_and_a_file_of_no_kind_are_refused() throws IOException {
        copyShipped();
        Files.writeString(folder.resolve("invitation.yaml"), "hi: {}");
        assertThatThrownBy(() -> SmsTemplates.load(folder)).hasMessageContaining("invitation.yaml");
        Files.delete(folder.resolve("invitation.yaml"));
        Files.delete(folder.resolve("change.yaml"));
        assertThatThrownBy(() -> SmsTemplates.load(folder))
                .isInstanceOf(ConfigurationProblem.class)
                .hasMessageContaining("change.yaml");
    }

    private static boolean matches(DltForm form, String text) {
        return form.pattern(List.of(40, 30, 30))
                .matcher(DltForm.normalised(text))
                .matches();
    }

    static List<Refusal> refusals() throws IOException {
        return new YAMLMapper()
                .readValue(
                        Files.readString(Path.of("src/test/resources/cases/templates-refused.yaml")),
                        new TypeReference<>() {});
    }

    record Refusal(String replace, String by, boolean all, String key, String says, String why) {
        @Override
        public String toString() {
            return why;
        }
    }

    private void copyShipped() throws IOException {
        try (Stream<Path> files = Files.list(SHIPPED)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName().toString()));
            }
        }
    }

    private static List<String> column(String name) throws IOException {
        try (CsvReader<NamedCsvRecord> sites = CsvReader.builder().ofNamedCsvRecord(Path.of("config/sites.csv"))) {
            return sites.stream().map(site -> site.getField(name)).toList();
        }
    }
}
