package in.suchi.sandbox;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * The messages a gateway took. With a folder they stand in {@code messages.csv}, forced to disk before the callback
 * runs, many in one go; without one they are kept in memory.
 */
final class MessageStore implements AutoCloseable {
    static final String FILE = "messages.csv";
    private static final String[] HEADER = {
        "at", "reference", "from", "to", "coding", "parts", "text", "entity_id", "template_id", "outcome"
    };
    private static final int RECENT = 100;

    private record Pending(SmsMessage message, Runnable whenDurable) {}

    private static final Pending STOP = new Pending(null, () -> {});

    private final Path file;
    private final List<SmsMessage> inMemory = new ArrayList<>();
    private final Deque<SmsMessage> recent = new ArrayDeque<>();
    private final Map<String, Integer> perReference = new ConcurrentHashMap<>();
    private final BlockingQueue<Pending> queue = new LinkedBlockingQueue<>();
    private final Thread writer;
    private long count;

    MessageStore(Path folder) {
        if (folder == null) {
            file = null;
            writer = null;
            return;
        }
        file = folder.resolve(FILE);
        try {
            Files.createDirectories(folder);
            repair();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the gateway's messages in " + file, e);
        }
        writer = new Thread(this::writeAll, "gateway-messages");
        writer.setDaemon(true);
        writer.start();
    }

    /** Stores the message and then runs the callback, in the caller's thread or the writer's. */
    void add(SmsMessage message, Runnable whenDurable) {
        if (file == null) {
            remember(message);
            whenDurable.run();
        } else {
            queue.add(new Pending(message, whenDurable));
        }
    }

    synchronized List<SmsMessage> messages() {
        return file == null ? List.copyOf(inMemory) : read(file);
    }

    synchronized List<SmsMessage> recent() {
        return List.copyOf(recent);
    }

    synchronized long count() {
        return count;
    }

    int count(String reference) {
        return perReference.getOrDefault(reference, 0);
    }

    Map<String, Integer> perReference() {
        return new TreeMap<>(perReference);
    }

    @Override
    public void close() {
        if (writer == null) {
            return;
        }
        queue.add(STOP);
        try {
            writer.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static List<SmsMessage> read(Path file) {
        var messages = new ArrayList<SmsMessage>();
        read(file, messages::add);
        return messages;
    }

    static void read(Path file, Consumer<SmsMessage> each) {
        try (var reader = CsvReader.builder()
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(file, StandardCharsets.UTF_8)) {
            var rows = reader.iterator();
            while (rows.hasNext()) {
                var row = rows.next();
                if (row.getField(0).equals(HEADER[0])) {
                    continue;
                }
                SmsMessage message;
                try {
                    message = message(row);
                } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException e) {
                    // A last line cut off by a crash was never acknowledged to anyone; elsewhere the file is damaged.
                    if (rows.hasNext()) {
                        throw new IllegalStateException(
                                file + " line " + row.getStartingLineNumber() + " is not a message", e);
                    }
                    return;
                }
                each.accept(message);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static SmsMessage message(CsvRecord row) {
        return new SmsMessage(
                Instant.parse(row.getField(0)),
                row.getField(1),
                row.getField(2),
                row.getField(3),
                Integer.parseInt(row.getField(4)),
                Integer.parseInt(row.getField(5)),
                row.getField(6),
                row.getField(7),
                row.getField(8),
                SmsOutcome.valueOf(row.getField(9)));
    }

    /** Takes up an earlier run's file; what a crash cut off in the middle of a line is dropped. */
    private void repair() throws IOException {
        var before = Files.exists(file) ? read(file) : List.<SmsMessage>of();
        var whole = Files.createTempFile(file.toAbsolutePath().getParent(), "messages", ".tmp");
        try (var csv = CsvWriter.builder().build(whole, StandardCharsets.UTF_8)) {
            csv.writeRecord(HEADER);
            for (var message : before) {
                csv.writeRecord(fields(message));
                remember(message);
            }
        }
        Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private synchronized void remember(SmsMessage message) {
        if (file == null) {
            inMemory.add(message);
        }
        recent.addFirst(message);
        if (recent.size() > RECENT) {
            recent.removeLast();
        }
        perReference.merge(message.reference(), 1, Integer::sum);
        count++;
    }

    private void writeAll() {
        var batch = new ArrayList<Pending>();
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            boolean open = true;
            while (open) {
                batch.add(queue.take());
                queue.drainTo(batch);
                open = !batch.remove(STOP);
                write(channel, batch);
                batch.forEach(p -> p.whenDurable().run());
                batch.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot append to " + file, e);
        }
    }

    private synchronized void write(FileChannel channel, List<Pending> batch) throws IOException {
        var text = new StringWriter();
        try (var csv = CsvWriter.builder().build(text)) {
            for (var pending : batch) {
                csv.writeRecord(fields(pending.message()));
            }
        }
        var bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(false);
        for (var pending : batch) {
            remember(pending.message());
        }
    }

    private static String[] fields(SmsMessage m) {
        return new String[] {
            m.at().toString(),
            m.reference(),
            m.from(),
            m.to(),
            String.valueOf(m.coding()),
            String.valueOf(m.parts()),
            m.text(),
            m.entityId(),
            m.templateId(),
            m.outcome().name()
        };
    }
}
