package in.suchi.console;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import in.suchi.access.AccessRules;
import in.suchi.access.Allow;
import in.suchi.access.Officers;
import in.suchi.access.Role;
import in.suchi.site.CurrentTables;
import in.suchi.support.Browser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.PathContainer;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Who may do what, as a table: {@code cases/access.csv} has a line for each page and each address of the API,
 * {@code cases/other-district.csv} one for each that takes an id, with an id of another district.
 */
class AccessMatrixTest extends ConsoleContext {

    private static final Path CASES = Path.of("src/test/resources/cases");

    /** What keeps the trying of everything from asking peers and from reading the whole plan anew. */
    private static final Map<String, String> GENTLY =
            Map.of("/api/v1/check", "?offline=true", "/api/v1/reload", "?dry-run=true");

    /** Work that a route does for the request, and routes stand still here. */
    private static final Set<String> NEEDS_ROUTES = Set.of("POST /api/v1/attendance");

    @Autowired
    RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Autowired
    Officers officers;

    @Autowired
    CurrentTables tables;

    @LocalServerPort
    int port;

    @BeforeEach
    void people() {
        emptyLedger();
        jdbc.sql("delete from session").update();
        jdbc.sql("delete from officer").update();
        ConsoleRows.write(jdbc, ConsoleRows.site(tables.now(), "patna"), ConsoleRows.site(tables.now(), "gaya"));
    }

    /** Endpoint ("GET /audit") and the method that answers it, of all that is ours. */
    private Map<String, HandlerMethod> endpoints() {
        Map<String, HandlerMethod> endpoints = new TreeMap<>();
        for (Map.Entry<RequestMappingInfo, HandlerMethod> entry :
                requestMappingHandlerMapping.getHandlerMethods().entrySet()) {
            if (!entry.getValue().getBeanType().getPackageName().startsWith("in.suchi")) {
                continue;
            }
            Set<RequestMethod> methods = entry.getKey().getMethodsCondition().getMethods();
            for (RequestMethod method : methods.isEmpty() ? Set.of(RequestMethod.GET) : methods) {
                for (String pattern : entry.getKey().getPatternValues()) {
                    if (!AccessRules.OPEN.contains(pattern)) {
                        endpoints.put(method + " " + pattern, entry.getValue());
                    }
                }
            }
        }
        return endpoints;
    }

    private static List<NamedCsvRecord> cases(String file) throws IOException {
        try (Stream<NamedCsvRecord> records = CsvReader.builder().ofNamedCsvRecord(CASES.resolve(file)).stream()) {
            return records.toList();
        }
    }

    private static String endpoint(NamedCsvRecord row) {
        return row.getField("method") + " " + row.getField("path");
    }

    @Test
    void everyEndpointHasARuleAndALineInTheTable() throws IOException {
        assertThat(endpoints()).allSatisfy((endpoint, method) -> assertThat(method.getMethodAnnotation(Allow.class))
                .as("%s: say by @Allow who may", endpoint)
                .isNotNull());
        assertThat(endpoints().keySet())
                .as("cases/access.csv lists exactly the endpoints there are")
                .containsExactlyInAnyOrderElementsOf(cases("access.csv").stream()
                        .map(AccessMatrixTest::endpoint)
                        .toList());
    }

    @Test
    void whateverChangesSomethingIsInTheAuditTrailInWords() {
        ResourceBundle words = ResourceBundle.getBundle("i18n/messages");
        assertThat(endpoints()).allSatisfy((endpoint, method) -> {
            String audit = method.getMethodAnnotation(Allow.class).audit();
            if (!endpoint.startsWith("GET ")) {
                assertThat(audit).as(endpoint).startsWith("changed.");
            }
            if (!audit.isEmpty()) {
                assertThat(words.containsKey("audit." + audit))
                        .as("words of audit.%s", audit)
                        .isTrue();
            }
        });
    }

    @Test
    void everyRoleGetsWhereItMayAndNowhereElse() throws IOException {
        Map<Role, Browser> browsers = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            browsers.put(role, login(role));
        }
        for (NamedCsvRecord row : cases("access.csv")) {
            String path = row.getField("path")
                            .replaceAll("\\{format[^}]*}", "csv")
                            .replaceAll("\\{[^}]*}", "1")
                            .replace("**", "no-such")
                    + GENTLY.getOrDefault(row.getField("path"), "");
            for (Role role : Role.values()) {
                ResponseEntity<String> answer =
                        browsers.get(role).send(HttpMethod.valueOf(row.getField("method")), path, "");
                String allowed = row.getField(role.wire());
                assertThat(allowed)
                        .as("%s for %s: yes or no", endpoint(row), role)
                        .isIn("yes", "no");
                assertThat(Browser.isRefusal(answer) ? "no" : "yes")
                        .as("%s as %s answered %s", endpoint(row), role.wire(), answer.getStatusCode())
                        .isEqualTo(allowed);
                if (!NEEDS_ROUTES.contains(endpoint(row))) {
                    assertThat(answer.getStatusCode().value())
                            .as("%s as %s breaks", endpoint(row), role.wire())
                            .isLessThan(500);
                }
            }
        }
    }

    @Test
    void aDistrictOfficerTriesEveryIdOfAnotherDistrictInVain() throws IOException {
        Browser patna = login(Role.DISTRICT_OFFICER);
        String before = ofGaya();
        Set<String> tried = new HashSet<>();
        for (NamedCsvRecord row : cases("other-district.csv")) {
            HttpMethod method = HttpMethod.valueOf(row.getField("method"));
            ResponseEntity<String> answer = patna.send(method, row.getField("path"), row.getField("body"));
            assertThat(answer.getStatusCode().value())
                    .as("%s %s answered %s", method, row.getField("path"), answer.getBody())
                    .isEqualTo(404);
            assertThat(String.valueOf(answer.getBody())).doesNotContain("Asha", "612345678");
            endpoints().keySet().stream()
                    .filter(endpoint -> matches(endpoint, method, row.getField("path")))
                    .forEach(tried::add);
        }
        assertThat(ofGaya()).isEqualTo(before);
        assertThat(tried)
                .as("cases/other-district.csv tries every endpoint with an id that a district officer may use")
                .containsAll(cases("access.csv").stream()
                        .filter(row -> row.getField("path").contains("{")
                                && row.getField("district-officer").equals("yes"))
                        .map(AccessMatrixTest::endpoint)
                        .toList());
    }

    private static boolean matches(String endpoint, HttpMethod method, String path) {
        String[] parts = endpoint.split(" ", 2);
        return parts[0].equals(method.name())
                && !parts[1].contains("**")
                && PathPatternParser.defaultInstance
                        .parse(parts[1])
                        .matches(PathContainer.parsePath(path.replaceAll("\\?.*", "")));
    }

    /** All that the ledger holds of Gaya's person, session, notice and dead letter. */
    private String ofGaya() {
        return jdbc.sql("""
                        select concat((select p from person p where person_id = 2), (select a from appointment a where person_id = 2),
                            (select n from notice n where person_id = 2), (select d from dead_letter d where district = 'gaya'),
                            (select s from session s where session_id = 'S-GAYA'), (select count(*) from withdrawn),
                            (select count(*) from push), (select string_agg(c::text, '') from callsheet_entry c))""").query(String.class).single();
    }

    private Browser login(Role role) {
        String name = role.wire();
        String oneTime = officers.add(name, role, "patna", ConsoleRows.site(tables.now(), "patna"));
        String password = "own-password-of-" + name;
        assertThat(officers.changePassword(name, oneTime, password, password)).isNull();
        return Browser.login(port, name, password);
    }
}
