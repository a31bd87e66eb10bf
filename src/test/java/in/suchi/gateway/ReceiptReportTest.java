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
        assertThat(Profiles.get("list-test").readReceipts(parameters, body)).isNotNull();
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
