package crm.local.store;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The log of changed documents that makes a write durable before it is answered: one appended record and one fsync, shared by
 * all writers that wait at that moment, instead of the pages of every B-tree the write touched.
 *
 * <p>The log is a row of numbered segments beside the store's file. {@link Disk} begins a new one at each checkpoint and
 * deletes those the file has caught up with; what is left is replayed at start. A record is its length, the CRC-32C of its
 * body and the body: a BSON document of collection and key, then the document itself unless it was deleted. The first record
 * that is not whole ends a segment, as only an unanswered write can be torn.
 */
final class Journal implements AutoCloseable {

    /** The state of one document after a write; no document when it was deleted. */
    record Change(String collection, Object key, @Nullable Stored document) {}

    private static final int HEADER = 8;

    private final Path file;
    /** Not a monitor: those who wait for one spin, and here they wait for a disk. */
    private final Lock syncing = new ReentrantLock();

    private ByteBuf pending = Unpooled.buffer(1 << 16);
    private long appended;
    private long synced;
    private long segment;
    private volatile long size;
    private @Nullable IOException failure;
    private @Nullable FileChannel channel;

    private Journal(Path file, long segment) {
        this.file = file;
        this.segment = segment;
    }

    /** Opens the log beside {@code file} and begins its segment {@code segment}, which does not exist yet. */
    static Journal begin(Path file, long segment) throws IOException {
        Journal journal = new Journal(file, segment);
        journal.channel = journal.create(segment);
        return journal;
    }

    /** Gives every whole change of the segments from {@code first} on, in the order they were made, and says the last segment. */
    static long replay(Path file, long first, Consumer<Change> changes) throws IOException {
        long last = first - 1;
        for (long segment : segments(file)) {
            if (segment >= first) {
                read(path(file, segment), changes);
                last = segment;
            }
        }
        return last;
    }

    private static void read(Path segment, Consumer<Change> changes) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(segment));
        while (bytes.remaining() >= HEADER) {
            int length = bytes.getInt();
            int checksum = bytes.getInt();
            if (length <= 0 || length > bytes.remaining()) {
                return;
            }
            ByteBuffer body = bytes.slice(bytes.position(), length);
            if (checksum != checksum(body.duplicate())) {
                return;
            }
            bytes.position(bytes.position() + length);
            ByteBuf rest = Unpooled.wrappedBuffer(body);
            Document record = BsonDecoder.decodeBson(rest);
            byte[] document = new byte[rest.readableBytes()];
            rest.readBytes(document);
            changes.accept(new Change(
                    (String) record.get("c"),
                    Missing.ofNullable(record.get("k")),
                    document.length == 0 ? null : new Stored(document)));
        }
    }

    /** Takes a change into the next group and returns its number, for {@link #await}. */
    synchronized long append(Change change) {
        Document record = new Document("c", change.collection())
                .append("k", change.key() instanceof Missing ? null : change.key());
        int start = pending.writerIndex();
        pending.writeLong(0);
        BsonEncoder.encodeDocument(record, pending);
        if (change.document() != null) {
            pending.writeBytes(change.document().bytes());
        }
        int length = pending.writerIndex() - start - HEADER;
        pending.setInt(start, length);
        pending.setInt(start + 4, checksum(pending.nioBuffer(start + HEADER, length)));
        return ++appended;
    }

    /**
     * Returns when the change of this number is on disk. Whoever comes first writes and syncs for all who came until then.
     *
     * @throws UncheckedIOException when it is not, and then for every later write too: what comes after a gap would be lost
     */
    void await(long change) {
        syncing.lock();
        try {
            if (synced < change) {
                sync();
            }
        } finally {
            syncing.unlock();
        }
    }

    /** Begins the next segment and returns its number; every change appended so far is in an earlier one. */
    long rotate() {
        syncing.lock();
        try {
            sync();
            channel().close();
            channel = create(segment + 1);
            segment++;
            size = 0;
            return segment;
        } catch (IOException e) {
            throw failed(e);
        } finally {
            syncing.unlock();
        }
    }

    /** Deletes the segments before {@code segment}. */
    void deleteBefore(long segment) {
        try {
            for (long old : segments(file)) {
                if (old < segment) {
                    Files.deleteIfExists(path(file, old));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes in the present segment. */
    long size() {
        return size;
    }

    @Override
    public void close() throws IOException {
        syncing.lock();
        try {
            channel().close();
        } finally {
            syncing.unlock();
        }
    }

    private void sync() {
        if (failure != null) {
            throw new UncheckedIOException(failure);
        }
        ByteBuf group;
        long upTo;
        synchronized (this) {
            group = pending;
            upTo = appended;
            pending = Unpooled.buffer(1 << 16);
        }
        try {
            ByteBuffer bytes = group.nioBuffer();
            size += bytes.remaining();
            while (bytes.hasRemaining()) {
                channel().write(bytes);
            }
            channel().force(false);
            synced = upTo;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private UncheckedIOException failed(IOException e) {
        failure = e;
        return new UncheckedIOException(e);
    }

    private FileChannel channel() throws IOException {
        if (channel == null) {
            throw new IOException("the log is closed");
        }
        return channel;
    }

    private FileChannel create(long number) throws IOException {
        FileChannel created =
                FileChannel.open(path(file, number), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        syncFolder(file);
        return created;
    }

    /** A new file survives a power cut only when its folder was synced too; not every system can do that. */
    private static void syncFolder(Path file) {
        try (FileChannel folder = FileChannel.open(folder(file))) {
            folder.force(true);
        } catch (IOException e) {
            // Windows cannot open a folder; its journalled file system keeps the entry.
        }
    }

    private static List<Long> segments(Path file) throws IOException {
        String prefix = file.getFileName() + ".log-";
        List<Long> numbers = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder(file))) {
            files.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith(prefix))
                    .map(name -> Long.parseLong(name.substring(prefix.length())))
                    .sorted()
                    .forEach(numbers::add);
        }
        return numbers;
    }

    private static Path folder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null ? file : folder;
    }

    private static Path path(Path file, long segment) {
        return file.resolveSibling(file.getFileName() + ".log-" + segment);
    }

    private static int checksum(ByteBuffer body) {
        CRC32C checksum = new CRC32C();
        checksum.update(body);
        return (int) checksum.getValue();
    }
}
