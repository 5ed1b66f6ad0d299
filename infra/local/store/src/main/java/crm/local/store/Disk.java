package crm.local.store;

import de.bwaldvogel.mongo.bson.Document;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.DataType;
import org.h2.mvstore.type.LongDataType;
import org.h2.mvstore.type.StringDataType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The B-trees of the store and how they get to disk: a write is in memory and in the {@link Journal} when it is answered; the
 * file catches up at a checkpoint, after some seconds or megabytes.
 *
 * <p>A checkpoint does not stop writers, so it may hold a document without its newest index entries, or the other way round.
 * That is mended at start: the journal's changes from the checkpoint's beginning on are all applied again, and an index entry
 * that no longer fits its document is never believed.
 */
final class Disk implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Disk.class);

    private static final int CACHE_MEGABYTES = 64;
    private static final long JOURNAL_BYTES = 12L << 20;
    /** Of unsaved pages: a few bytes changed here and there in much data make a page each. */
    private static final long UNSAVED_BYTES = 24L << 20;
    /** At so many times of either a writer waits for a checkpoint: unsaved pages, and their copy while they are written, are in memory. */
    private static final int BACKPRESSURE = 2;

    private static final long CHECKPOINT_SECONDS = 20;
    private static final int COMPACT_BELOW_PERCENT = 60;
    private static final int COMPACT_BYTES = 8 << 20;
    private static final String SEGMENT = "segment";

    private final MVStore pages;
    private final @Nullable Path file;
    private final MVMap<String, Long> state;
    /** Held shared by every write, alone for the moment in which a checkpoint begins. */
    private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock(true);

    private final ThreadLocal<Written> written = ThreadLocal.withInitial(Written::new);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("store-checkpoint").factory());
    private @Nullable Journal journal;
    private volatile long lastCheckpoint = System.nanoTime();
    private final AtomicBoolean asked = new AtomicBoolean();

    /** What the command in hand has changed so far. */
    private static final class Written {
        private long change;
        private boolean structure;
    }

    private Disk(MVStore pages, @Nullable Path file) {
        this.pages = pages;
        this.file = file;
        this.state = map("state", StringDataType.INSTANCE, LongDataType.INSTANCE);
    }

    /** Nothing on disk, nothing to wait for: for tests. */
    static Disk inMemory() {
        return new Disk(new MVStore.Builder().open(), null);
    }

    /** Opens or creates the file; {@link #recover} must follow before the first write. */
    static Disk open(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        return new Disk(
                new MVStore.Builder()
                        .fileName(file.toString())
                        .cacheSize(CACHE_MEGABYTES)
                        .autoCommitDisabled()
                        .autoCommitBufferSize(0)
                        .open(),
                file);
    }

    /** Gives the changes that the file has not caught up with, then begins to take new ones. */
    void recover(Consumer<Journal.Change> changes) throws IOException {
        if (file == null) {
            return;
        }
        long last = Journal.replay(file, state.getOrDefault(SEGMENT, 1L), changes);
        journal = Journal.begin(file, last + 1);
        checkpoint();
        timer.scheduleWithFixedDelay(this::checkpointIfDue, 1, 1, TimeUnit.SECONDS);
        timer.scheduleWithFixedDelay(this::compact, 10, 10, TimeUnit.SECONDS);
    }

    <K, V> MVMap<K, V> map(String name, DataType<K> keys, DataType<V> values) {
        return pages.openMap(name, new MVMap.Builder<K, V>().keyType(keys).valueType(values));
    }

    Set<String> maps() {
        return pages.getMapNames();
    }

    void remove(String map) {
        pages.removeMap(map);
    }

    void rename(MVMap<?, ?> map, String name) {
        pages.renameMap(map, name);
    }

    /** A fact about the store itself that is kept with the documents. */
    boolean isMarked(String fact) {
        return state.containsKey(fact);
    }

    void mark(String fact) {
        state.put(fact, 1L);
    }

    void unmark(String fact) {
        state.remove(fact);
    }

    /** Bytes of the file. */
    long size() {
        return file == null ? 0 : pages.getFileStore().size();
    }

    /** Bytes in memory that the file has not caught up with. */
    long unsaved() {
        return pages.getUnsavedMemory();
    }

    /** Runs a command that writes and returns its answer when all it wrote is on disk, also when the command fails half-way. */
    Document durably(Supplier<Document> command) {
        if (journal == null) {
            return command.get();
        }
        Written mine = written.get();
        mine.change = 0;
        mine.structure = false;
        try {
            gate.readLock().lock();
            try {
                return command.get();
            } finally {
                gate.readLock().unlock();
            }
        } finally {
            if (mine.structure) {
                checkpoint();
            } else if (mine.change > 0) {
                journal.await(mine.change);
                relieve();
            }
        }
    }

    /** The command in hand has given a document a new state; called in the order in which that happens to one document. */
    void changed(String collection, Object key, @Nullable Stored document) {
        if (journal != null) {
            written.get().change = journal.append(new Journal.Change(collection, key, document));
        }
    }

    /** The command in hand has made or dropped a collection or an index, which the journal has no word for. */
    void restructured() {
        written.get().structure = true;
    }

    private void relieve() {
        if (isBeyond(BACKPRESSURE)) {
            checkpointBeyond(BACKPRESSURE);
        } else if (isBeyond(1) && asked.compareAndSet(false, true)) {
            timer.execute(this::checkpointIfDue);
        }
    }

    private void checkpointIfDue() {
        asked.set(false);
        try {
            boolean old = System.nanoTime() - lastCheckpoint > TimeUnit.SECONDS.toNanos(CHECKPOINT_SECONDS);
            checkpointBeyond(old ? 0 : 1);
        } catch (RuntimeException e) {
            log.error("The store cannot write its file; every write fails from now on", e);
        }
    }

    /** Whether more is unsaved than so many times what makes a checkpoint due. */
    private boolean isBeyond(int times) {
        return journal != null && (journal.size() > times * JOURNAL_BYTES || unsaved() > times * UNSAVED_BYTES);
    }

    /** A checkpoint, unless another has just saved what there was. */
    private synchronized void checkpointBeyond(int times) {
        if (isBeyond(times)) {
            checkpoint();
        }
    }

    private synchronized void checkpoint() {
        if (journal == null) {
            return;
        }
        long segment;
        gate.writeLock().lock();
        try {
            segment = journal.rotate();
        } finally {
            gate.writeLock().unlock();
        }
        state.put(SEGMENT, segment);
        pages.commit();
        pages.sync();
        journal.deleteBefore(segment);
        lastCheckpoint = System.nanoTime();
    }

    /** Reclaims space of the file; MVStore's own way is off together with its automatic commits. */
    private void compact() {
        try {
            if (pages.compact(COMPACT_BELOW_PERCENT, COMPACT_BYTES)) {
                checkpoint();
            }
        } catch (RuntimeException e) {
            log.warn("Compacting the store's file failed; it goes on growing", e);
        }
    }

    @Override
    public void close() {
        timer.shutdown();
        try {
            timer.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        checkpoint();
        if (journal != null) {
            try {
                journal.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        pages.close();
    }
}
