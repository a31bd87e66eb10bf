package in.suchi.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers what is measured and writes it as a table and as raw JSON, part by part. */
final class Results {

    private static final Path FOLDER = Path.of("target/benchmark");
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final List<Measured> measured = new ArrayList<>();
    private final String part;

    Results(String part) {
        this.part = part;
    }

    void add(String what, List<Double> values, String target) {
        Measured one = new Measured(part, what, values, target);
        measured.add(one);
        System.out.println(one.row());
    }

    void add(String what, double value) {
        add(what, List.of(value), "");
    }

    /** Writes {@code target/benchmark/<part>.json} and {@code .md}. */
    void write() {
        try {
            Files.createDirectories(FOLDER);
            Map<String, Object> raw = new LinkedHashMap<>();
            raw.put("part", part);
            raw.put("at", Instant.now().toString());
            raw.put("processors", Runtime.getRuntime().availableProcessors());
            raw.put("heapMegabytes", Runtime.getRuntime().maxMemory() / 1024 / 1024);
            raw.put("java", System.getProperty("java.version"));
            raw.put("measured", measured);
            JSON.writeValue(FOLDER.resolve(part + ".json").toFile(), raw);
            List<String> table = new ArrayList<>(
                    List.of("| part | what | median | least – most | rounds | target |", "|---|---|---|---|---|---|"));
            measured.forEach(one -> table.add(one.row()));
            Files.write(FOLDER.resolve(part + ".md"), table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
