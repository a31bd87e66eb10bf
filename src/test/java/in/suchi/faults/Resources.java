package in.suchi.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a hub at rest holds.
 *
 * @param heapMegabytes after a collection
 * @param files open ones, sockets among them
 * @param databaseConnections of the hub
 * @param brokerConnections of the broker
 */
record Resources(long heapMegabytes, int threads, int files, int databaseConnections, int brokerConnections) {

    private static final Pattern USED = Pattern.compile("generation .*used (\\d+)K");

    static Resources of(Scene scene) {
        long pid = scene.hub.pid();
        return new Resources(
                heap(pid),
                count(Path.of("/proc/" + pid + "/task")),
                count(Path.of("/proc/" + pid + "/fd")),
                scene.jdbc
                        .sql("select count(*) from pg_stat_activity where application_name = 'suchi'")
                        .query(Integer.class)
                        .single(),
                Integer.parseInt(scene.broker.tell("connections")));
    }

    /** What is more than a hub that came through faults may hold more than before; empty: nothing. */
    List<String> beyond(Resources before) {
        List<String> beyond = new ArrayList<>();
        more(beyond, "MB of heap", before.heapMegabytes, heapMegabytes, 60);
        more(beyond, "threads", before.threads, threads, 25);
        more(beyond, "open files", before.files, files, 40);
        more(beyond, "database connections", before.databaseConnections, databaseConnections, 8);
        more(beyond, "broker connections", before.brokerConnections, brokerConnections, 3);
        return beyond;
    }

    private static void more(List<String> beyond, String what, long before, long now, long allowed) {
        if (now > before + allowed) {
            beyond.add(now + " " + what + " instead of " + before);
        }
    }

    private static long heap(long pid) {
        jcmd(pid, "GC.run");
        long kilobytes = 0;
        Matcher used = USED.matcher(jcmd(pid, "GC.heap_info"));
        while (used.find()) {
            kilobytes += Long.parseLong(used.group(1));
        }
        return kilobytes / 1024;
    }

    private static String jcmd(long pid, String command) {
        try {
            Process jcmd = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            Long.toString(pid),
                            command)
                    .redirectErrorStream(true)
                    .start();
            return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int count(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return (int) entries.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
