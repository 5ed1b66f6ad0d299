package crm.local.store;

import de.bwaldvogel.mongo.MongoServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A MongoDB server of its own in this process, on 127.0.0.1 only: in a file and durable, or in memory for tests.
 *
 * <pre>{@code
 * try (LocalStore store = LocalStore.start(null, 0)) {
 *     MongoClients.create(store.uri());
 * }
 * }</pre>
 */
public final class LocalStore implements AutoCloseable {

    /** A connection has a thread that may wait for the disk; more threads than cores let more of them share a wait. */
    private static final int THREADS = 32;

    private final MongoServer server;
    private final String uri;

    private LocalStore(MongoServer server) {
        this.server = server;
        this.uri = "mongodb://127.0.0.1:" + server.getLocalAddress().getPort();
    }

    /**
     * Starts a server.
     *
     * @param file the file to open or create, with its log beside it; null to keep everything in memory
     * @param port the port to listen on, 0 for any that is free
     * @throws UncheckedIOException when the file cannot be opened
     */
    public static LocalStore start(@Nullable Path file, int port) {
        try {
            Disk disk = file == null ? Disk.inMemory() : Disk.open(file);
            MongoServer server = new MongoServer(new StoreBackend(disk));
            server.bind(new InetSocketAddress("127.0.0.1", port), 1, THREADS);
            return new LocalStore(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a driver connects to. */
    public String uri() {
        return uri;
    }

    /** Ends all connections and brings the file up to date. */
    @Override
    public void close() {
        server.shutdownNow();
    }

    /** Runs a server until the process is ended; arguments: the file, the port. */
    public static void main(String... args) throws InterruptedException {
        if (args.length != 2) {
            System.err.println("Two arguments are needed: the file and the port.");
            System.exit(2);
        }
        LocalStore store = start(Path.of(args[0]), Integer.parseInt(args[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(store::close, "store-shutdown"));
        System.out.println("Ready: " + store.uri());
        Thread.currentThread().join();
    }
}
