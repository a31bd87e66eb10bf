package in.suchi.conventions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The route files as they are shipped, read as plain YAML: what a reader of the file sees, before Camel makes anything of it. */
record ShippedRoutes(List<RouteFile> files) {

    /** One file of {@code routes/}; elements are its top-level list: routes, route templates, route configurations. */
    record RouteFile(String name, String text, List<Map<String, Object>> elements) {

        /** {@code 20-load-extract.camel.yaml} → {@code load-extract}. */
        String stem() {
            return name.replaceFirst("^[0-9]+-", "").replaceFirst("\\.camel\\.yaml$", "");
        }
    }

    /** A route, or the route inside a template; the template's id counts as the route's. */
    record Route(String file, String id, Map<String, Object> body) {

        String description() {
            return String.valueOf(body.getOrDefault("description", ""));
        }

        @Override
        public String toString() {
            return file + " route " + id;
        }
    }

    static ShippedRoutes read() {
        try (Stream<Path> paths = Files.list(Path.of("routes"))) {
            return new ShippedRoutes(paths.sorted().map(ShippedRoutes::file).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        for (RouteFile file : files) {
            for (Map<String, Object> element : file.elements()) {
                if (element.get("route") != null) {
                    Map<String, Object> route = map(element.get("route"));
                    routes.add(new Route(file.name(), (String) route.get("id"), route));
                }
                if (element.get("routeTemplate") != null) {
                    Map<String, Object> template = map(element.get("routeTemplate"));
                    routes.add(new Route(file.name(), (String) template.get("id"), map(template.get("route"))));
                }
            }
        }
        return routes;
    }

    List<Map<String, Object>> configurations() {
        return files.stream()
                .flatMap(file -> file.elements().stream())
                .filter(element -> element.get("routeConfiguration") != null)
                .map(element -> map(element.get("routeConfiguration")))
                .toList();
    }

    /** Shows every key with its value, at any depth. */
    static void walk(Object node, BiConsumer<String, Object> visitor) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                visitor.accept(String.valueOf(key), value);
                walk(value, visitor);
            });
        } else if (node instanceof List<?> list) {
            list.forEach(item -> walk(item, visitor));
        }
    }

    @SuppressWarnings("unchecked") // keys of these YAML files are strings
    static Map<String, Object> map(Object node) {
        return (Map<String, Object>) node;
    }

    private static RouteFile file(Path path) {
        try {
            String text = Files.readString(path);
            List<Map<String, Object>> elements = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
            return new RouteFile(path.getFileName().toString(), text, elements);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
