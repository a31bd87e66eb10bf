package in.suchi.benchmark;

import in.suchi.sandbox.GeneratorOptions;
import in.suchi.sandbox.GeneratorPlaces;
import in.suchi.sandbox.PeopleGenerator;
import in.suchi.site.ReferenceTables;
import in.suchi.support.RealProcesses;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Notices from due to submitted through dispatcher, broker, attempt, HTTP and ledger, beside a bare HTTP client loop on the same
 * gateway (a stub in a process of its own), in turns; then the receipts of the same notices, taken durably.
 */
final class NoticesBenchmark {

    private static final Path CONFIG = Path.of("config").toAbsolutePath();
    private static final String EXTRACT = "registrations-20210113T200000-full.csv";
    private static final int CONNECTIONS = 100;
    private static final int RECEIPT_CONNECTIONS = 64;
    private static final HttpClient CONTROL = HttpClient.newHttpClient();

    private final Results results = new Results("notices");
    private final int people;
    private final int rounds;
    private String gateway;

    NoticesBenchmark(int people, int rounds) {
        this.people = people;
        this.rounds = rounds;
    }

    void run() throws Exception {
        Path folder = Files.createTempDirectory("suchi-benchmark");
        Path extract = folder.resolve(EXTRACT);
        new PeopleGenerator(GeneratorPlaces.ofBihar(CONFIG))
                .generate(people, 1, GeneratorOptions.defaults(), extract, folder.resolve("truth.csv"));
        try (RealProcesses processes = new RealProcesses(folder)) {
            SftpSide sftp = new SftpSide(processes, folder, ReferenceTables.load(CONFIG));
            gateway = StubProcess.start(processes, 0);
            Map<String, Object> properties = new HashMap<>(sftp.properties());
            properties.put("suchi.gateways.kannel-1.url", gateway + "/cgi-bin/sendsms");
            properties.put("suchi.gateways.kannel-1.per-second", 20_000);
            properties.put("suchi.sessions.rules", Plans.withCapacity(folder, people / 100));
            try (BenchmarkHub hub = BenchmarkHub.start(folder.resolve("hub"), properties)) {
                hub.requireDurability();
                hub.jdbc
                        .sql(
                                "insert into stop_switch (scope, reason, by_whom, since) values ('all', 'benchmark', 'benchmark', now())")
                        .update();
                sftp.export(extract, EXTRACT);
                BenchmarkHub.secondsUntil(0, () -> hub.count("select count(*) from roster") > 0);
                measure(hub);
            }
        }
        results.write();
        Folders.delete(folder);
    }

    private void measure(BenchmarkHub hub) throws Exception {
        // the morning before the first session, when its notices are due
        Instant due = hub.jdbc
                .sql("select min(due_at) from notice where state = 'scheduled'")
                .query((row, n) -> row.getTimestamp(1).toInstant())
                .single();
        hub.clock.moveTo(due.plus(Duration.ofMinutes(1)));
        BenchmarkHub.secondsUntil(
                0,
                () -> hub.count("select count(*) from push") > 0
                        && hub.count("select count(*) from push where state <> 'accepted'") == 0);
        hub.jdbc.sql("create table notice_before as select * from notice").update();
        long notices = hub.count(
                "select count(*) from notice where state = 'scheduled' and due_at <= (select min(due_at) from notice)");
        String text =
                "कोविड टीकाकरण: आपका सत्र 16 जनवरी को 09:00 बजे सदर अस्पताल अररिया में है। पहचान पत्र साथ लाएं। जानकारी हेतु 104. बिहार स्वास्थ्य विभाग";
        List<Double> bare = new ArrayList<>();
        List<Double> submitted = new ArrayList<>();
        List<Double> ratio = new ArrayList<>();
        List<Double> taken = new ArrayList<>();
        List<Double> applied = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            ask("/forget");
            double bareRate = BareLoop.perSecond(gateway + "/cgi-bin/sendsms", text, (int) notices, CONNECTIONS);
            ask("/forget");
            reset(hub);
            long began = System.nanoTime();
            hub.jdbc.sql("delete from stop_switch").update();
            BenchmarkHub.secondsUntil(began, () -> hub.count("""
                    select count(*) from (select from notice where state in ('queued', 'submitting') limit 1) open""") > 0);
            double seconds = BenchmarkHub.secondsUntil(
                    began,
                    () -> taken() >= notices
                            && hub.count(
                                            "select count(*) from notice where state in ('queued', 'submitting', 'in-doubt')")
                                    == 0);
            long doubted = hub.count("select count(*) from attempt where state <> 'submitted'");
            requireOnce(notices, doubted);
            long callback = Long.parseLong(ask("/receipts?connections=" + RECEIPT_CONNECTIONS));
            if (callback < 0) {
                throw new IllegalStateException(-callback + " receipts were not taken");
            }
            long receiptsBegan = System.nanoTime() - callback * 1_000_000;
            double all = BenchmarkHub.secondsUntil(
                    receiptsBegan,
                    () -> hub.count("select count(*) from receipt where outcome = 'applied'") == notices);
            hub.requireBalances();
            System.out.printf(
                    "round %d: bare %.0f/s, hub %.0f/s, receipts %.0f/s taken, %.0f/s applied%n",
                    round, bareRate, notices / seconds, notices * 1000.0 / callback, notices / all);
            if (round > 0) { // the first round warms up
                bare.add(bareRate);
                submitted.add(notices / seconds);
                ratio.add(100 * notices / seconds / bareRate);
                taken.add(notices * 1000.0 / callback);
                applied.add(notices / all);
            }
        }
        results.add("notices a round", notices);
        results.add("bare HTTP loop, " + CONNECTIONS + " connections, submits/s", bare, "the limit");
        results.add("hub, due to submitted, notices/s", submitted, "4,000");
        results.add("hub of the bare loop, %", ratio, "33, goal 60");
        results.add("receipts taken durably, /s", taken, "at least the submits");
        results.add("receipts applied to their notices, /s", applied, "");
    }

    /** Every notice waits again, as it did before the first round. */
    private static void reset(BenchmarkHub hub) {
        if (hub.count("select count(*) from stop_switch") == 0) {
            hub.jdbc
                    .sql(
                            "insert into stop_switch (scope, reason, by_whom, since) values ('all', 'benchmark', 'benchmark', now())")
                    .update();
        }
        hub.jdbc.sql("truncate receipt, attempt, notice").update();
        hub.jdbc
                .sql("insert into notice overriding system value select * from notice_before")
                .update();
        hub.jdbc.sql("analyze notice").update();
        hub.jdbc.sql("checkpoint").update();
    }

    private void requireOnce(long notices, long notSubmitted) {
        String[] counts = ask("/count").split(" ");
        if (!counts[0].equals(Long.toString(notices)) || !counts[1].equals("0") || notSubmitted > 0) {
            throw new IllegalStateException("the gateway took " + counts[0] + " of " + notices + " messages, "
                    + counts[1] + " references twice; " + notSubmitted + " attempts are not submitted");
        }
        if (Integer.parseInt(counts[2]) > CONNECTIONS) {
            throw new IllegalStateException(counts[2] + " submits were under way at once: the bound is " + CONNECTIONS);
        }
    }

    private long taken() {
        return Long.parseLong(ask("/count").split(" ")[0]);
    }

    private String ask(String what) {
        try {
            return CONTROL.send(
                            HttpRequest.newBuilder(URI.create(gateway + what)).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
