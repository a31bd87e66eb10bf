package in.suchi.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import in.suchi.conventions.ShippedRoutes.Route;
import in.suchi.conventions.ShippedRoutes.RouteFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What the engine does not check when it loads a route file, and what makes the files readable. A misspelt bean or parameter stops
 * the start; a {@code direct:} nobody consumes, or a configuration name nobody has, starts in silence and loses work.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RouteConventionsTest {

    /** Queue names are an interface: districts watch them. */
    private static final Set<String> QUEUES = Set.of(
            "extract.load",
            "roster.push.{{district}}",
            "callsheet.push.{{district}}",
            "sms.submit",
            "sms.receipt",
            "attendance.load",
            "DLQ");

    private static final Set<String> SCRIPTS = Set.of(
            "script",
            "language",
            "groovy",
            "js",
            "joor",
            "java",
            "python",
            "mvel",
            "ognl",
            "spel",
            "datasonnet",
            "wasm");

    private static final Pattern SQL =
            Pattern.compile("(?i)^\\s*(select|insert|update|delete|with|merge)\\s.*", Pattern.DOTALL);

    private final ShippedRoutes shipped = ShippedRoutes.read();
    private final List<Route> routes = shipped.routes();

    @Test
    void thereAreRoutesAndEachFileIsNamedByNumberAndStep() {
        assertThat(routes).isNotEmpty();
        assertThat(shipped.files())
                .extracting(RouteFile::name)
                .allMatch(name -> name.matches("[0-9]{2}-[a-z]+(-[a-z]+)*\\.camel\\.yaml"));
    }

    @Test
    void eachFileBeginsWithASentenceAboutIt() {
        assertThat(shipped.files())
                .allSatisfy(file -> assertThat(file.text()).as(file.name()).startsWith("# "));
    }

    @Test
    void eachRouteHasAnIdOfWordsAndADescriptionOfOneSentence() {
        assertThat(routes).allSatisfy(route -> {
            assertThat(route.id()).as("%s", route).matches("[a-z]+(-[a-z]+)*");
            assertThat(route.description())
                    .as("%s", route)
                    .matches("[A-Z].{20,}[.]")
                    .doesNotContain(". ");
        });
    }

    @Test
    void noTwoRoutesShareAnId() {
        assertThat(routes).extracting(Route::id).doesNotHaveDuplicates();
    }

    @Test
    void theStepOfTheFilesNameIsTheIdOfOneOfItsRoutes() {
        // 00 and 90 stand for what happens to every route: their subject is a route configuration
        assertThat(shipped.files())
                .filteredOn(file -> !file.text().contains("- routeConfiguration:"))
                .allSatisfy(file -> assertThat(routes.stream()
                                .filter(route -> route.file().equals(file.name()))
                                .map(Route::id))
                        .as(file.name())
                        .contains(file.stem()));
    }

    @Test
    void eachDirectTargetHasItsConsumer() {
        Set<String> consumed = new HashSet<>();
        routes.forEach(route -> consumed.add(uriOf(route.body().get("from"))));
        List<String> called = new ArrayList<>();
        for (Route route : routes) {
            Map<String, Object> from = ShippedRoutes.map(route.body().get("from"));
            ShippedRoutes.walk(from.get("steps"), (key, value) -> {
                if (value instanceof String text && text.startsWith("direct:")) {
                    called.add(text);
                }
            });
        }
        assertThat(consumed).containsAll(called);
    }

    @Test
    void routeConfigurationsHaveNoNameSoThatNoRouteCanMissThem() {
        assertThat(shipped.configurations()).isNotEmpty().allSatisfy(configuration -> assertThat(configuration)
                .doesNotContainKey("id"));
        forEveryKey((where, key, value) -> assertThat(key)
                .as("%s: routes do not choose or replace the default error handling", where)
                .isNotIn("routeConfigurationId", "errorHandler"));
    }

    @Test
    void theDefaultErrorHandlingTakesEveryException() {
        RouteFile first = shipped.files().get(0);
        assertThat(first.name()).isEqualTo("00-dead-letter.camel.yaml");
        List<Object> exceptions = new ArrayList<>();
        ShippedRoutes.walk(first.elements(), (key, value) -> {
            if (key.equals("exception")) {
                exceptions.add(value);
            }
        });
        assertThat(exceptions).containsExactly(List.of("java.lang.Exception"));
    }

    @Test
    void stepIdsAreUniqueOverAllFiles() {
        List<String> ids = new ArrayList<>();
        routes.forEach(route -> {
            List<String> own = new ArrayList<>();
            ShippedRoutes.walk(route.body(), (key, value) -> {
                if (key.equals("id")) {
                    own.add(String.valueOf(value));
                }
            });
            own.remove(route.id());
            ids.addAll(own);
        });
        assertThat(ids).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void noStepIsWrittenInAScriptLanguage() {
        forEveryKey((where, key, value) -> {
            assertThat(SCRIPTS).as(where).doesNotContain(key.toLowerCase(Locale.ROOT));
            if (value instanceof String text) {
                assertThat(text).as("%s %s", where, key).doesNotStartWith("language:");
            }
        });
    }

    @Test
    void sqlInARouteIsOneLineWithNamedParameters() {
        forEveryKey((where, key, value) -> {
            if (value instanceof String text && SQL.matcher(text).matches()) {
                assertThat(text.strip())
                        .as("%s %s", where, key)
                        .doesNotContain("\n", "${")
                        .contains(":?");
            }
        });
    }

    @Test
    void queuesAreThoseOfTheInterface() {
        forEveryKey((where, key, value) -> {
            // toD takes the name from the work itself; what it may be is decided in Java
            if (key.equals("uri")
                    && value instanceof String uri
                    && uri.startsWith("activemq6:")
                    && !uri.contains("${")) {
                String queue = uri.replaceFirst("^activemq6:(queue:)?", "").replaceFirst("[?].*$", "");
                if (!queue.equals("*")) {
                    assertThat(QUEUES).as("%s %s", where, uri).contains(queue);
                }
            }
        });
    }

    @Test
    void timersTakeTheirPeriodFromTheSettings() {
        assertThat(routes).allSatisfy(route -> {
            Map<String, Object> from = ShippedRoutes.map(route.body().get("from"));
            if (uriOf(from).startsWith("timer:")) {
                assertThat(String.valueOf(
                                ShippedRoutes.map(from.get("parameters")).get("period")))
                        .as("%s", route)
                        .matches("\\{\\{suchi\\.routes\\.[a-z-]+:[0-9]+}}");
            }
        });
    }

    @Test
    void everySftpEndpointPinsTheHostKeyAndSaysWhetherItMayCreateFolders() {
        List<Map<String, Object>> endpoints = new ArrayList<>();
        for (Route route : routes) {
            ShippedRoutes.walk(Map.of("route", route.body()), (key, value) -> {
                if (value instanceof Map<?, ?> map
                        && String.valueOf(map.get("uri")).startsWith("sftp:")) {
                    endpoints.add(ShippedRoutes.map(value));
                }
                if (value instanceof String text && text.startsWith("sftp:") && text.contains("?")) {
                    assertThat(text)
                            .as("%s", route)
                            .contains("strictHostKeyChecking=yes", "knownHostsFile=", "autoCreate=false");
                }
            });
        }
        assertThat(endpoints).allSatisfy(endpoint -> assertThat(ShippedRoutes.map(endpoint.get("parameters")))
                .as("%s", endpoint.get("uri"))
                .containsEntry("strictHostKeyChecking", "yes")
                .containsKeys("knownHostsFile", "autoCreate"));
    }

    @Test
    void noSecretIsWrittenIntoARoute() {
        forEveryKey((where, key, value) -> {
            if (key.toLowerCase(Locale.ROOT).matches("password|privatekeypassphrase|secret|token|authkey")) {
                assertThat(String.valueOf(value))
                        .as("%s %s comes from the settings", where, key)
                        .contains("{{");
            }
        });
    }

    private interface KeyVisitor {
        void visit(String where, String key, Object value);
    }

    private void forEveryKey(KeyVisitor visitor) {
        for (RouteFile file : shipped.files()) {
            ShippedRoutes.walk(file.elements(), (key, value) -> visitor.visit(file.name(), key, value));
        }
    }

    private static String uriOf(Object from) {
        return String.valueOf(ShippedRoutes.map(from).get("uri"));
    }
}
