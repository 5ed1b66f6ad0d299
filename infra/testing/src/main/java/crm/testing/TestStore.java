package crm.testing;

import crm.local.store.LocalStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.mongodb.MongoDBContainer;

/**
 * The store the tests run on: the one {@code TEST_MONGODB_URI} names; else a real MongoDB where Docker is present; else the
 * embedded store. The first line of a test's log says which.
 */
final class TestStore {
    private static final Logger log = LoggerFactory.getLogger(TestStore.class);
    private static final String IMAGE = "mongo:8";
    private static final Path DOCKER = Path.of("/var/run/docker.sock");

    private TestStore() {}

    /** Its address; what was started ends with the JVM. */
    static String start() {
        String named = System.getenv("TEST_MONGODB_URI");
        if (named != null) {
            log.info("The tests run on the MongoDB that TEST_MONGODB_URI names");
            return named;
        }
        if (dockerIsPresent()) {
            MongoDBContainer mongo = new MongoDBContainer(IMAGE);
            mongo.start();
            log.info("The tests run on {} in Docker", IMAGE);
            return mongo.getConnectionString();
        }
        log.info("No Docker here: the tests run on the embedded store");
        return LocalStore.start(null, 0).uri();
    }

    /** Asked only where it can be: looking for Docker in vain takes a while and fills the log. */
    private static boolean dockerIsPresent() {
        return (System.getenv("DOCKER_HOST") != null || Files.exists(DOCKER))
                && DockerClientFactory.instance().isDockerAvailable();
    }
}
