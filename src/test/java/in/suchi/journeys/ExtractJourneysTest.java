package in.suchi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an extract may bring: the same again, something older, a changed person, another person, rows and files of no use. */
class ExtractJourneysTest extends JourneyHub {

    private static final String ASHAS_NEW_NUMBER = ASHA.replace("6100000001", "6100000099");

    @Test
    void theSameExtractAgainAndAnOlderOneChangeNothingAndTellNobodyTwice() throws IOException {
        extract("registrations-20210113T100000.csv", ASHA, RAM);
        eventually(() -> count("appointment") == 2);
        clock.moveTo(NOTICES_ARE_DUE);
        allIsPushed();
        eventually(() -> count("notice where state = 'delivered'") == 2);

        extract("registrations-20210113T110000-full.csv", ASHA, RAM);
        extract("registrations-20210112T100000.csv", ASHAS_NEW_NUMBER, RAM.replace("PHC Danapur", "PHC Bihta"));
        eventually(
                () -> isDone("registrations-20210113T110000-full.csv") && isDone("registrations-20210112T100000.csv"));

        assertThat(count("extract where state = 'repeated' and file_name = 'registrations-20210113T110000-full.csv'"))
                .isOne();
        assertThat(count("extract where rows_stale = 2 and file_name = 'registrations-20210112T100000.csv'"))
                .isOne();
        assertThat(count("person")).isEqualTo(2);
        assertThat(count("notice")).isEqualTo(2);
        assertThat(messagesTo("6100000001")).hasSize(1);
        assertThat(messagesTo("6100000099")).isEmpty();
    }

    @Test
    void aNumberThatTheRegistryCorrectsIsToldAndStandsOnTheNextRevisionOfTheRoster() throws IOException {
        extract("registrations-20210113T100000.csv", ASHA, RAM);
        eventually(() -> count("appointment") == 2);
        clock.moveTo(NOTICES_ARE_DUE);
        allIsPushed();
        eventually(() -> count("notice where state = 'delivered'") == 2);

        extract("registrations-20210115T080000.csv", ASHAS_NEW_NUMBER);
        eventually(() -> count("notice where mobile = '6100000099' and state = 'delivered'") == 1);
        eventually(() -> count("push where kind = 'roster' and revision = 2 and state = 'accepted'") > 0);

        assertThat(messagesTo("6100000099")).hasSize(1);
        assertThat(messagesTo("6100000002")).hasSize(1);
        String file = jdbc.sql("select file_name from push where kind = 'roster' and revision = 2")
                .query(String.class)
                .single();
        assertThat(Files.readString(FOLDERS.district("patna").resolve("rosters").resolve(file)))
                .contains("Asha Devi")
                .contains("6100000099")
                .doesNotContain("6100000001");
    }

    @Test
    void anotherPersonUnderAKnownIdIsHeldAndTheFirstIsToldAllTheSame() throws IOException {
        extract("registrations-20210113T100000.csv", ASHA);
        eventually(() -> count("appointment") == 1);

        extract(
                "registrations-20210113T110000.csv",
                ASHA.replace("Asha Devi,आशा देवी,F,1980,6100000001", "Mohan Lal,मोहन लाल,M,1955,6100000077"));
        eventually(() -> count("held where reason = 'id-conflict'") == 1);
        clock.moveTo(NOTICES_ARE_DUE);
        allIsPushed();
        eventually(() -> count("notice where state = 'delivered'") == 1);

        assertThat(messagesTo("6100000001")).hasSize(1);
        assertThat(messagesTo("6100000077")).isEmpty();
        assertThat(count("person where registration_id = 'T1'")).isEqualTo(2);
        assertThat(count("extract where rows_id_conflict = 1")).isOne();
    }

    @Test
    void whatCannotBeReadGoesToFailedAndIsADeadLetterEachAndTheGoodOneBesideItIsLoaded() throws IOException {
        Map<String, byte[]> hostile = Map.of(
                "a-missing-column.csv", bytes("a,b\n1,2\n"),
                "an-endless-line.csv", bytes(HEADER + "x".repeat(3_000_000)),
                "a-bomb.csv.gz", HostileFiles.bomb(300_000_000),
                "a-way-out.zip", HostileFiles.zip("../../../way-out.csv", HEADER + ASHA),
                "no-text.csv", new byte[2_000],
                "half-an-archive.zip", Arrays.copyOf(HostileFiles.zip("a.csv", HEADER + ASHA), 60),
                "an-${bean:extracts}-expression.csv", bytes(HEADER + ASHA));
        for (Map.Entry<String, byte[]> file : hostile.entrySet()) {
            Path path = FOLDERS.root().resolve("hostile");
            Files.write(path, file.getValue());
            PEERS.putIntoOutbox(path, file.getKey());
        }
        extract("registrations-20210113T100000.csv", RAM);

        eventually(() -> hostile.keySet().stream()
                .allMatch(
                        name -> Files.exists(FOLDERS.outbox().resolve(".failed").resolve(name))));
        eventually(() -> count("appointment") == 1);
        assertThat(jdbc.sql("select last_error from dead_letter where state = 'open' and reason = 'extract-unreadable'")
                        .query(String.class)
                        .list())
                .hasSize(hostile.size())
                .allMatch(
                        error -> error.matches("[^:]+: .+\\. [A-Z].+"), "names the file, what is wrong and what to do");
        assertThat(count("person")).isOne();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void rejectsGoBackToTheRegistryWithLineFieldAndReason() throws IOException {
        Path extract = Files.writeString(FOLDERS.root().resolve("rejects.csv"), """
                registration_id,name,name_hi,gender,year_of_birth,mobile,category,id_type,home_address,home_pincode,posting_facility,posting_district,posting_pincode,registered_at
                J1,,,F,1980,6100000001,HCW,PAN,=1+1,800001,,Patna,800001,2021-01-05T10:00:00+05:30
                J2,Asha Devi,,F,1980,6100000001,HCW,PAN,Ward 1,800001,,Patna,800001,2021-01-05T10:00:00+05:30
                """);
        PEERS.putIntoOutbox(extract, "journey-rejects.csv");
        Path report = FOLDERS.registry().resolve("rejects/journey-rejects.rejects.csv");
        eventually(() -> Files.exists(report));
        assertThat(Files.readString(report))
                .contains("line,registration_id,column,value,reason,message")
                .contains("name-missing")
                .doesNotContain(",=1+1");
    }
}
