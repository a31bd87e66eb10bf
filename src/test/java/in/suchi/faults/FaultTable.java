package in.suchi.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the suite publishes: one line for each fault and step. */
final class FaultTable {

    private static final class Line {
        private int rounds;
        private int lost;
        private int doubled;
        private final List<Duration> recoveries = new ArrayList<>();
    }

    private record Key(String fault, String step) {}

    private final Map<Key, Line> lines = new LinkedHashMap<>();

    /** One round; what was lost and doubled in it stands at each of its steps. */
    void add(String fault, List<String> steps, int lost, int doubled, Duration recovery) {
        for (String step : steps) {
            Line line = lines.computeIfAbsent(new Key(fault, step), k -> new Line());
            line.rounds++;
            line.lost += lost;
            line.doubled += doubled;
            line.recoveries.add(recovery);
        }
    }

    int rounds(String fault, String step) {
        Line line = lines.get(new Key(fault, step));
        return line == null ? 0 : line.rounds;
    }

    int rounds() {
        return lines.values().stream().mapToInt(line -> line.rounds).sum();
    }

    String text() {
        StringBuilder text =
                new StringBuilder("| fault | step | rounds | lost | sent twice | recovery, median (longest) |\n"
                        + "|---|---|---|---|---|---|\n");
        lines.forEach((key, line) -> {
            line.recoveries.sort(null);
            text.append("| %s | %s | %d | %d | %d | %.0f s (%.0f s) |\n"
                    .formatted(
                            key.fault(),
                            key.step().replace("|", "→"),
                            line.rounds,
                            line.lost,
                            line.doubled,
                            line.recoveries.get(line.recoveries.size() / 2).toMillis() / 1000.0,
                            line.recoveries.get(line.recoveries.size() - 1).toMillis() / 1000.0));
        });
        return text.toString();
    }

    /** As far as it is, beside what the build makes: a run may be interrupted. */
    void keep() {
        try {
            write(Path.of("target/faults.md"), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(Path file, String head) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, head + text());
    }
}
