package in.suchi.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import in.suchi.gateway.ReceiptReport.Receipt;
import in.suchi.gateway.ReceiptReport.Unreadable;
import in.suchi.support.Mutations;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class ReceiptReportTest {
    @ParameterizedTest(name = "{0} {1} {2}: {9}")
    @CsvFileSource(resources = "/cases/gateway-receipts.csv", numLinesToSkip = 1)
    void a_receipt_reads_as_the_table_says(
            String gateway,
            String query,
            String body,
            String result,
            String state,
            String isFinal,
            String word,
            String error,
            String at,
            String why) {
        List<ReceiptReport> reports = Profiles.get(gateway).readReceipts(parameters(query), body);
        assertThat(reports).as(why).hasSize(1);
        if (state == null) {
            assertThat(reports.get(0)).as(why).isInstanceOfSatisfying(Unreadable.class, unreadable -> {
                assertThat(unreadable.reason()).isEqualTo(result);
                assertThat(unreadable.message()).isNotBlank();
            });
            return;
        }
        Optional<Instant> time =
                Optional.ofNullable(at).map(OffsetDateTime::parse).map(OffsetDateTime::toInstant);
        assertThat(reports.get(0))
                .as(why)
                .isEqualTo(new Receipt(
                        result,
                        ReceiptState.valueOf(state),
                        word == null ? "" : word,
                        error == null ? "" : error,
                        time));
        assertThat(((Receipt) reports.get(0)).isFinal()).isEqualTo(isFinal.equals("yes"));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvFileSource(resources = "/cases/gateway-receipts.csv", numLinesToSkip = 1)
    void whatever_is_done_to_a_receipt_it_is_read_or_called_unreadable(String gateway, String query, String body) {
        Random random = new Random(55);
        for (int round = Mutations.rounds(40); round > 0; round--) {
            Map<String, String> parameters = new HashMap<>();
            parameters(query)
                    .forEach((name, value) -> parameters.put(
                            random.nextInt(9) == 0 ? Mutations.of(name, random) : name, Mutations.of(value, random)));
            List<ReceiptReport> reports =
                    Profiles.get(gateway).readReceipts(parameters, body == null ? null : Mutations.of(body, random));
            assertThat(reports).allSatisfy(report -> {
                if (report instanceof Receipt receipt) {
                    assertThat(receipt.word().length() + receipt.error().length())
                            .isLessThan(300);
                } else {
                    assertThat(((Unreadable) report).message()).isNotBlank();
                }
            });
        }
    }

    @ParameterizedTest(name = "{0} {1} {2}: {9}")
    @CsvFileSource(resources = "/cases/gateway-receipts-by-id.csv", numLinesToSkip = 1)
    void a_receipt_that_does_not_give_our_reference_back_names_the_gateways_id_and_the_number(
            String gateway,
            String query,
            String body,
            String id,
            String mobile,
            String state,
            String word,
            String error,
            String at,
            String why) {
        assertThat(Profiles.get(gateway).readReceipts(parameters(query), body))
                .as(why)
                .containsExactly(new Receipt(
                        "",
                        id,
                        mobile,
                        ReceiptState.valueOf(state),
                        word == null ? "" : word,
                        error == null ? "" : error,
                        Optional.ofNullable(at).map(OffsetDateTime::parse).map(OffsetDateTime::toInstant)));
    }

    @Test
    void a_report_has_a_row_for_each_number_whether_lines_or_spaces_stand_between() {
        for (String between : List.of("\n", "\r\n", " ")) {
            List<ReceiptReport> reports = Profiles.get("cdac")
                    .readReport(
                            "150620",
                            String.join(
                                    between,
                                    "916100380112,DELIVERED,2021-01-15 09:00:05",
                                    "916100380113,FAILEDBYTELCO,2021-01-15 09:00:06",
                                    "916100380114,SUBMITTED,0000-00-00 00:00:00",
                                    "916100380115,SOMETHING,2021-01-15 09:00:06"));
            assertThat(reports)
                    .containsExactly(
                            new Receipt(
                                    "",
                                    "150620",
                                    "6100380112",
                                    ReceiptState.DELIVRD,
                                    "DELIVERED",
                                    "",
                                    Optional.of(Instant.parse("2021-01-15T03:30:05Z"))),
                            new Receipt(
                                    "",
                                    "150620",
                                    "6100380113",
                                    ReceiptState.UNDELIV,
                                    "FAILEDBYTELCO",
                                    "",
                                    Optional.of(Instant.parse("2021-01-15T03:30:06Z"))),
                            new Receipt(
                                    "",
                                    "150620",
                                    "6100380114",
                                    ReceiptState.ACCEPTED,
                                    "SUBMITTED",
                                    "",
                                    Optional.empty()),
                            new Receipt(
                                    "",
                                    "150620",
                                    "6100380115",
                                    ReceiptState.UNKNOWN,
                                    "SOMETHING",
                                    "",
                                    Optional.of(Instant.parse("2021-01-15T03:30:06Z"))));
        }
        for (String nothing : List.of("", "Data not available", "<html>", "916100380112,DELIVERED")) {
            assertThat(Profiles.get("cdac").readReport("150620", nothing)).isEmpty();
        }
    }

    @Test
    void lists_in_a_list_give_one_report_each() {
        assertThat(Profiles.get("msg91").readReceipts(Map.of("data", """
                        [{"requestId":"r1","report":[{"number":"916100380112","status":"1"},{"number":"916100380113","status":"1"}]},
                         {"requestId":"r2"},
                         {"requestId":"r3","report":[{"number":"916100380114","status":"1"}]}]"""), ""))
                .extracting(r -> r instanceof Receipt receipt ? receipt.gatewayId() + receipt.mobile() : "unreadable")
                .containsExactly("r16100380112", "r16100380113", "unreadable", "r36100380114");
    }

    @Test
    void jasmin_wants_exactly_its_own_words_in_answer() {
        assertThat(Profiles.get("jasmin").receiptReply()).isEqualTo("ACK/Jasmin");
    }

    @Test
    void a_list_gives_one_report_each_and_a_bad_one_spoils_no_other() {
        List<ReceiptReport> reports = Profiles.get("list-test").readReceipts(Map.of(), """
                {"events":[{"externalId":"A1","eventType":"DELIVERED","eventTs":1610681405000},
                           {"eventType":"DELIVERED"},
                           {"externalId":"A2","eventType":"SUBMITTED"}]}""");
        assertThat(reports).hasSize(3);
        assertThat(reports.get(0))
                .isEqualTo(new Receipt(
                        "A1",
                        ReceiptState.DELIVRD,
                        "DELIVERED",
                        "",
                        Optional.of(Instant.parse("2021-01-15T03:30:05Z"))));
        assertThat(reports.get(1)).isInstanceOf(Unreadable.class);
        assertThat(reports.get(2))
                .isEqualTo(new Receipt("A2", ReceiptState.UNKNOWN, "SUBMITTED", "", Optional.empty()));
        assertThat(Profiles.get("list-test").receiptReply()).isEqualTo("ACK");
    }

    @Test
    void a_body_without_the_list_or_beyond_all_measure_is_unreadable() {
        assertThat(Profiles.get("list-test").readReceipts(Map.of(), "{\"events\":1}"))
                .singleElement()
                .isInstanceOf(Unreadable.class);
        assertThat(Profiles.get("json-1").readReceipts(Map.of(), "[".repeat(70_000)))
                .singleElement()
                .isEqualTo(new Unreadable("body-too-long", "the body has more than 65536 characters"));
        assertThat(Profiles.get("json-1").readReceipts(Map.of(), "[".repeat(60_000)))
                .singleElement()
                .isInstanceOf(Unreadable.class);
    }

    @Property
    void nothing_from_outside_makes_reading_fail(
            @ForAll String ref, @ForAll String ans, @ForAll String st, @ForAll String ts, @ForAll String body) {
        Map<String, String> parameters = Map.of("ref", ref, "ans", ans, "st", st, "ts", ts);
        assertThat(Profiles.get("kannel-1").readReceipts(parameters, body)).hasSize(1);
        assertThat(Profiles.get("json-1").readReceipts(parameters, body)).hasSize(1);
        assertThat(Profiles.get("json-1")
                        .readReceipts(parameters, "{\"reference\":\"A1\",\"status\":\"" + body + "\",\"at\":\"" + ts))
                .hasSize(1);
        for (String gateway : List.of("list-test", "msg91", "gupshup", "exotel", "jasmin")) {
            assertThat(Profiles.get(gateway).readReceipts(parameters, body)).isNotNull();
            assertThat(Profiles.get(gateway).readReceipts(Map.of("data", body), ref))
                    .isNotNull();
        }
        assertThat(Profiles.get("cdac").readReport("1", body)).isNotNull();
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        if (query != null) {
            for (String pair : query.split("&")) {
                String[] parts = pair.split("=", 2);
                parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }
}
