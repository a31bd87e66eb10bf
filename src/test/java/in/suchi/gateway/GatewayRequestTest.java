package in.suchi.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import in.suchi.person.Mobile;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class GatewayRequestTest {
    @ParameterizedTest(name = "{0}: {6}")
    @CsvFileSource(resources = "/cases/gateway-requests.csv", numLinesToSkip = 1)
    void a_submission_becomes_exactly_this_request(
            String gateway, String text, String ucs2, String templateId, String uri, String body, String why) {
        GatewayRequest request = Profiles.get(gateway).render(submission(text, ucs2.equals("yes"), templateId));
        assertThat(request.uri()).as(why).hasToString(uri);
        assertThat(request.body().orElse(null)).as(why).isEqualTo(body);
        assertThat(request.method()).isEqualTo(body == null ? "GET" : "POST");
    }

    @ParameterizedTest(name = "{0}: {4}")
    @CsvFileSource(resources = "/cases/gateway-bulk-requests.csv", numLinesToSkip = 1)
    void several_notices_become_exactly_this_one_request(
            String gateway, String text, String ucs2, String body, String why) {
        List<Submission> three = Stream.of("6100380112", "6100380113", "6100380114")
                .map(to -> submission("R" + to, to, text, ucs2.equals("yes"), "1000000000000000011"))
                .toList();
        assertThat(Profiles.get(gateway).mostInOneSubmit()).isEqualTo(50);
        assertThat(Profiles.get(gateway).render(three).body()).as(why).contains(body);
    }

    @Test
    void a_report_is_asked_for_by_the_gateways_id_with_the_password_as_its_digest() {
        GatewayRequest request = Profiles.get("cdac").renderReport("1506&20");
        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.uri())
                .hasToString("https://msdgweb.mgov.gov.in/ReportAPI/csvreport?userid=suchi"
                        + "&password=79e0d7122425b79e26898909a9b46965ab8d7902&msgid=1506%2620&pwd_encrypted=true");
    }

    @Test
    void hindi_that_is_not_marked_as_such_is_refused_because_it_would_arrive_as_question_marks() {
        assertThatThrownBy(() -> submission("टीका", false, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("question marks")
                .hasMessageNotContaining("टीका");
    }

    @Test
    void the_headers_say_what_the_body_is_and_who_we_are() {
        assertThat(Profiles.get("json-1").render(submission("x", false, "")).headers())
                .containsEntry("Content-Type", "application/json")
                .containsEntry("Authorization", "Bearer t0ken");
        assertThat(Profiles.get("form-test").render(submission("x", false, "")).headers())
                .containsEntry("Content-Type", "application/x-www-form-urlencoded")
                .containsEntry("Authorization", "Basic dTpwOnc=");
        assertThat(Profiles.get("exotel").render(submission("x", false, "")).headers())
                .containsEntry("Authorization", "Basic c3VjaGk6cCZ3");
        assertThat(Profiles.get("msg91").render(submission("x", false, "")).headers())
                .containsEntry("authkey", "a0thkey")
                .containsEntry("Content-Type", "application/json");
        assertThat(Profiles.get("kannel-1").render(submission("x", false, "")).headers())
                .isEmpty();
    }

    @Test
    void a_text_cannot_break_out_of_a_header() {
        assertThat(Profiles.get("text-test")
                        .render(submission("one\r\nX-To: 919999999999", false, ""))
                        .headers())
                .containsEntry("X-To", "+916100380112")
                .containsEntry("X-Text", "one X-To: 919999999999")
                .containsEntry("Content-Type", "text/plain; charset=UTF-8");
    }

    @Test
    void a_json_body_may_be_nested() {
        assertThat(Profiles.get("list-test").render(submission("x", false, "")).body())
                .contains("{\"flow\":{\"to\":[\"916100380112\"],\"vars\":[{\"v\":\"x\"}],\"n\":1}}");
    }

    @Test
    void an_empty_text_is_refused_because_kannel_would_send_it_and_say_accepted() {
        assertThatThrownBy(() -> submission("", false, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("A1-b_2")
                .hasMessageContaining("no text");
        assertThatThrownBy(() -> submission(" \n", false, "")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_text_that_the_gateway_would_cut_off_is_refused() {
        GatewayProfile kannel = Profiles.get("kannel-1");
        assertThat(kannel.render(submission("न".repeat(6 * 67), true, "")).uri())
                .isNotNull();
        assertThatThrownBy(() -> kannel.render(submission("न".repeat(6 * 67 + 1), true, "")))
                .isInstanceOfSatisfying(SubmissionRefused.class, refused -> assertThat(refused.reason())
                        .isEqualTo("text-too-long"));
        assertThatThrownBy(() -> kannel.render(submission("[".repeat(460), false, "")))
                .isInstanceOf(SubmissionRefused.class);
    }

    @Test
    void a_reference_that_kannel_would_expand_is_refused() {
        assertThatThrownBy(() -> new Submission(
                        "50%d", Mobile.of("6100380112").orElseThrow(), "x", false, "", "", "", "http://hub/r"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("reference");
    }

    @Test
    void what_holds_numbers_texts_and_passwords_does_not_print_them() {
        Submission submission = submission("a secret text", false, "");
        GatewayProfile kannel = Profiles.get("kannel-1");
        assertThat(submission + " " + kannel.render(submission) + " " + kannel + " " + kannel.submit())
                .contains("******0112")
                .doesNotContain("6100380112", "a secret text", "p&w", "p%26w");
        assertThat(Profiles.get("form-test").submit().authentication()).hasToString("Authentication[BASIC]");
    }

    @Property
    void whatever_the_text_it_arrives_whole_and_alone(@ForAll String text) {
        if (text.isBlank() || !StandardCharsets.UTF_8.newEncoder().canEncode(text) || text.length() > 400) {
            return;
        }
        String query = Profiles.get("kannel-1")
                .render(submission(text, true, ""))
                .uri()
                .getRawQuery();
        assertThat(query.split("&")).hasSize(10);
        String sent = query.replaceAll("^.*&text=", "").replaceAll("&.*$", "");
        assertThat(URLDecoder.decode(sent, StandardCharsets.UTF_8)).isEqualTo(text);
    }

    private static Submission submission(String text, boolean ucs2, String templateId) {
        return submission("A1-b_2", "6100380112", text, ucs2, templateId);
    }

    private static Submission submission(String reference, String to, String text, boolean ucs2, String templateId) {
        return new Submission(
                reference,
                to,
                text,
                ucs2,
                "SUCHIH",
                "1000000000000000001",
                templateId,
                List.of("16 जनवरी", "सुबह 9:00", "पीएचसी देव"),
                "http://hub:8080/receipts/kannel-1/s3cret");
    }
}
