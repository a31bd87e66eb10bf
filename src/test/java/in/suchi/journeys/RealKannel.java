package in.suchi.journeys;

import static org.awaitility.Awaitility.await;

import in.suchi.support.RealProcesses;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Debian's Kannel: bearerbox, smsbox and, in the operator's place, its fakesmsc, which prints what it is given. */
public final class RealKannel {

    private static final String BEARERBOX = "/usr/sbin/bearerbox";
    private static final String SMSBOX = "/usr/sbin/smsbox";
    private static final String FAKESMSC = "/usr/lib/kannel/test/fakesmsc";

    /** {@code Got message 1: <SUCHIH 916100000001 ucs-2 %09(…>}, with a header of its own where the text has several parts. */
    private static final Pattern GOT = Pattern.compile("Got message [0-9]+: <(\\S+) ([0-9]+) (\\S+) (.*)>");

    private final RealProcesses processes;
    private final Path folder;
    private final int submits = RealProcesses.freePort();
    private final int admin = RealProcesses.freePort();
    private final int boxes = RealProcesses.freePort();
    private final int operator = RealProcesses.freePort();
    private final Path file;
    private Process bearerbox;
    private Process smsbox;
    private Process fakesmsc;

    public RealKannel(RealProcesses processes, Path folder, String user, String password) {
        this.processes = processes;
        this.folder = folder.resolve("kannel");
        this.file = this.folder.resolve("kannel.conf");
        try {
            Files.createDirectories(this.folder);
            Files.writeString(file, """
                    group = core
                    admin-port = %d
                    admin-interface = 127.0.0.1
                    admin-password = admin
                    smsbox-port = %d
                    box-allow-ip = "127.0.0.1"
                    box-deny-ip = "*.*.*.*"
                    dlr-storage = internal
                    log-file = "%s/bearerbox.log"
                    log-level = 0

                    group = smsc
                    smsc = fake
                    smsc-id = operator
                    port = %d
                    connect-allow-ip = 127.0.0.1

                    group = smpp-tlv
                    name = PE_ID
                    tag = 0x1400
                    type = octetstring
                    length = 30

                    group = smpp-tlv
                    name = TEMPLATE_ID
                    tag = 0x1401
                    type = octetstring
                    length = 30

                    group = smsbox
                    bearerbox-host = 127.0.0.1
                    sendsms-port = %d
                    sendsms-interface = 127.0.0.1

                    group = sendsms-user
                    username = %s
                    password = %s
                    max-messages = 6
                    concatenation = true
                    """.formatted(admin, boxes, this.folder, operator, submits, user, password));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start();
    }

    private void start() {
        bearerbox = processes.start("bearerbox", BEARERBOX, "-v", "2", file.toString());
        until(() -> RealProcesses.listens(boxes) && RealProcesses.listens(operator));
        smsbox = processes.start("smsbox", SMSBOX, "-v", "2", file.toString());
        until(() -> RealProcesses.listens(submits));
        connectOperator();
    }

    /** The operator's link comes up. */
    private void connectOperator() {
        // it must be given a message of its own; it is told to send it no times
        fakesmsc = processes.start(
                "fakesmsc", FAKESMSC, "-H", "127.0.0.1", "-r", "" + operator, "-m", "0", "1 2 text none");
        until(() -> status(admin).contains("(online"));
    }

    /** The operator's link goes down: what is submitted now waits in the bearerbox. */
    public void disconnectOperator() {
        end(fakesmsc);
        until(() -> !status(admin).contains("(online"));
    }

    /** The bearerbox neither reads nor answers until it is told to go on. */
    public void hang(boolean on) {
        processes.run("kill", "kill", on ? "-STOP" : "-CONT", "" + bearerbox.pid());
    }

    /** As after a power cut: what waited in memory, receipts included, is gone. */
    public void restartWithoutMemory() {
        end(fakesmsc);
        end(bearerbox);
        end(smsbox);
        until(() -> !RealProcesses.listens(boxes) && !RealProcesses.listens(submits));
        start();
    }

    private static void end(Process process) {
        process.destroyForcibly();
        until(() -> !process.isAlive());
    }

    public static boolean isInstalled() {
        return Files.isExecutable(Path.of(BEARERBOX))
                && Files.isExecutable(Path.of(SMSBOX))
                && Files.isExecutable(Path.of(FAKESMSC));
    }

    public String submitUrl() {
        return "http://127.0.0.1:" + submits + "/cgi-bin/sendsms";
    }

    /** What the operator was given for a number, its parts put together; empty: nothing yet. */
    public String textFor(String number) {
        TreeMap<Integer, String> parts = new TreeMap<>();
        Matcher got = GOT.matcher(processes.said("fakesmsc"));
        while (got.find()) {
            if (got.group(2).equals(number)) {
                addPart(parts, got.group(3), got.group(4));
            }
        }
        return String.join("", parts.values());
    }

    private static void addPart(TreeMap<Integer, String> parts, String type, String data) {
        if (!type.startsWith("udh")) {
            parts.put(
                    1,
                    new String(
                            unescaped(data),
                            type.equals("ucs-2") ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8));
            return;
        }
        String[] headerKindText = data.split(" ", 3); // %05%00%03… data %09(…
        byte[] header = unescaped(headerKindText[0]);
        parts.put((int) header[header.length - 1], new String(unescaped(headerKindText[2]), StandardCharsets.UTF_16BE));
    }

    /** Kannel's own escaping of bytes: {@code +} for a space, {@code %XX}, the rest as they are. */
    private static byte[] unescaped(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                bytes.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(c == '+' ? ' ' : c);
            }
        }
        return bytes.toByteArray();
    }

    /** What its bearerbox noted of every message, in detail. */
    String log() {
        try {
            return Files.readString(folder.resolve("bearerbox.log"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String status(int admin) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(
                                            URI.create("http://127.0.0.1:" + admin + "/status.txt?password=admin"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private static void until(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(20)).until(condition);
    }
}
