package in.suchi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import in.suchi.intake.TryCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an officer puts right by API: people held, and dead letters. */
class OfficerJourneysTest extends JourneyHub {

    private static final int DRY_RUN_COLUMNS = 13;
    private static final String HEADQUARTERS = ",Health Directorate,Patna,700080,";

    @Test
    void whoeverIsHeldAlikeIsReleasedByOneDecisionAndSoIsWhoeverComesLater() throws IOException {
        extract("registrations-20210113T100000.csv", posted("H1", "6100000011"), posted("H2", "6100000012"), ASHA);
        eventually(() -> count("held") == 2 && count("appointment") == 1);

        JsonNode held = officer().getForObject("/api/v1/held", JsonNode.class);
        assertThat(held.at("/0/people").asInt()).isEqualTo(2);
        assertThat(held.at("/0/reason").asText()).isEqualTo("posting-and-district-disagree");
        JsonNode decided = officer()
                .postForObject(
                        "/api/v1/rules",
                        json(
                                "{\"facility\": \"Health Directorate\", \"district\": \"Patna\", \"siteCode\": \"BR212-008\","
                                        + " \"comment\": \"asked the civil surgeon\"}"),
                        JsonNode.class);
        assertThat(decided.get("placed").asInt()).isEqualTo(2);
        eventually(() -> count("held") == 0 && count("appointment") == 3);

        extract("registrations-20210113T110000.csv", posted("H3", "6100000013"));
        eventually(() -> count("appointment") == 4);
        assertThat(count("placement where basis = 'officer-decision' and site_code = 'BR212-008'"))
                .isEqualTo(3);

        clock.moveTo(NOTICES_ARE_DUE);
        allIsPushed();
        eventually(() -> count("notice where state = 'delivered'") == 4);
        for (String mobile : new String[] {"6100000001", "6100000011", "6100000012", "6100000013"}) {
            assertThat(messagesTo(mobile)).hasSize(1);
        }
    }

    private static String posted(String id, String mobile) {
        return ASHA.replace("T1,", id + ",")
                .replace("6100000001", mobile)
                .replace(",PHC Danapur,Patna,801503,", HEADQUARTERS);
    }

    @Test
    void aRefusedNumberIsADeadLetterAndItsRetryIsSafeToPressTwice() throws IOException {
        PEERS.gateway().deny("916100000001");
        extract("registrations-20210113T100000.csv", ASHA, RAM);
        eventually(() -> count("appointment") == 2);
        clock.moveTo(NOTICES_ARE_DUE);
        allIsPushed();
        eventually(() -> count("notice where state = 'delivered'") == 1
                && count("dead_letter where reason = 'number-refused' and state = 'open'") == 1);

        PEERS.gateway().admit("916100000001");
        JsonNode first = retryAll();
        JsonNode second = retryAll();
        assertThat(first.get("done").asInt()).isOne();
        assertThat(second.get("asked").asInt()).isZero();

        eventually(() ->
                count("notice where state = 'delivered'") == 2 && count("dead_letter where state = 'settled'") == 1);
        assertThat(messagesTo("6100000001")).hasSize(1);
    }

    @Test
    void aListItsDistrictRefusesIsADeadLetterThatARetryBringsThere() throws IOException {
        PEERS.districts().readOnly(true);
        try {
            extract("registrations-20210113T100000.csv", ASHA);
            eventually(() -> count("appointment") == 1);
            clock.moveTo(ROSTERS_ARE_OUT);
            eventually(() -> count("dead_letter where kind = 'roster' and district = 'patna' and state = 'open'") == 1);
        } finally {
            PEERS.districts().readOnly(false);
        }
        assertThat(retryAll().get("done").asInt()).isOne();
        allIsPushed();
        eventually(() -> count("dead_letter where state = 'settled'") == 1);
    }

    private JsonNode retryAll() {
        return officer().postForObject("/api/v1/dead-letters/retry", json("{\"all\": true}"), JsonNode.class);
    }

    @Test
    void theListOfPeopleSaysOfEachRowWhatTheDryRunSaysOfIt(@TempDir Path folder) throws IOException {
        Path extract = Path.of("src/test/resources/cases/dry-run.csv");
        Path outcome = folder.resolve("outcome.csv");
        assertThat(TryCommand.run(extract.toString(), "--out", outcome.toString()))
                .isZero();

        PEERS.putIntoOutbox(extract, "registrations-20210113T100000.csv");
        eventually(() -> isDone("registrations-20210113T100000.csv") && count("person") > 0);
        Map<String, List<String>> hub = byLine(officer().getForObject("/api/v1/people.csv", String.class));
        Map<String, List<String>> tried = byLine(Files.readString(outcome));

        tried.values().removeIf(row -> List.of("repeated", "skipped").contains(row.get(2)));
        assertThat(hub).isNotEmpty().containsExactlyInAnyOrderEntriesOf(tried);
    }

    /** The dry run's columns of each row, by its line in the extract. */
    private static Map<String, List<String>> byLine(String csv) {
        try (CsvReader<CsvRecord> rows = CsvReader.builder().ofCsvRecord(csv)) {
            return rows.stream().skip(1).collect(Collectors.toMap(row -> row.getField(0), row -> row.getFields()
                    .subList(0, DRY_RUN_COLUMNS)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
