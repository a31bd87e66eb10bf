package in.suchi.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FillingCasesTest {

    private static final String DAY = "2021-01-16T";

    record Case(
            String name,
            List<String> priority,
            List<String> sessions,
            List<String> people,
            Map<String, String> expect) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() throws IOException {
        return new YAMLMapper()
                        .readValue(
                                Files.readString(Path.of("src/test/resources/cases/filling.yaml")),
                                new TypeReference<List<Case>>() {})
                        .stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void people_are_seated_as_the_table_says(Case table) {
        List<String> priority = table.priority() == null ? List.of() : table.priority();
        try (SessionsContext hub = new SessionsContext(priority, Path.of("none.yaml"), Path.of("none.csv"))) {
            table.sessions().forEach(line -> session(hub, line.split(" ")));
            table.people().forEach(line -> person(hub, line.split(" ")));

            hub.filler().fill();

            assertThat(hub.whereabouts()).isEqualTo(table.expect());
            hub.filler().request();
            assertThat(hub.filler().fill()).isEqualTo(Filled.NOTHING);
        }
    }

    private static void session(SessionsContext hub, String[] words) {
        String[] hours = (words[2].contains("T") ? words[2] : DAY + words[2]).split("-(?=\\d\\d:)");
        hub.session(
                words[0],
                words[1],
                hours[0],
                hours[0].substring(0, DAY.length()) + hours[1],
                Integer.parseInt(words[3]),
                words.length > 4 ? Integer.parseInt(words[4]) : 60,
                words.length > 5 ? words[5] : null);
    }

    private static void person(SessionsContext hub, String[] words) {
        long id = hub.person(
                words[0],
                words[1],
                words[2].equals("-") ? null : LocalDate.parse(words[2]),
                words.length > 3 && !words[3].equals("-") ? words[3] : null,
                "6100000000");
        if (words.length > 4) {
            String[] seat = words[4].replace("!", "").split("[/@]");
            hub.jdbc.update("delete from waiting where person_id = ?", id);
            hub.jdbc.update(
                    """
                    insert into appointment (person_id, session_id, serial, slot_at, version, made_at, fixed_at)
                    select ?, session_id, ?, (session_date || ' ' || ? || '+05:30')::timestamptz, 1, now(), ? from session where session_id = ?""",
                    id,
                    Integer.valueOf(seat[1]),
                    seat[2],
                    words[4].endsWith("!") ? Timestamp.from(SessionsContext.NOW) : null,
                    seat[0]);
        }
    }
}
