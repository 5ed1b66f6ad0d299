package crm.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the environment asks for.
 *
 * @param project the root of the project
 * @param home where data, logs and everything else of this stack are kept
 * @param offset added to every port
 * @param mongo a MongoDB to use instead of one of our own
 * @param kafka a Kafka to use instead of one of our own
 * @param keycloak a Keycloak to use instead of one of our own
 * @param two the services that run as two instances
 */
record Settings(
        Path project,
        Path home,
        int offset,
        Optional<String> mongo,
        Optional<String> kafka,
        Optional<String> keycloak,
        boolean startUpCaches,
        Set<String> two) {

    static Settings of(Path project, Map<String, String> environment) {
        return new Settings(
                project,
                value(environment, "CRM_HOME")
                        .map(Path::of)
                        .orElse(project.resolve(".crm"))
                        .toAbsolutePath(),
                value(environment, "CRM_PORT_OFFSET").map(Settings::offset).orElse(0),
                value(environment, "MONGODB_URI"),
                value(environment, "KAFKA_BOOTSTRAP_SERVERS"),
                value(environment, "KEYCLOAK_URL").map(url -> url.replaceAll("/+$", "")),
                !value(environment, "CRM_AOT").orElse("on").equals("off"),
                value(environment, "CRM_TWO").map(Settings::services).orElse(Set.of()));
    }

    private static Set<String> services(String text) {
        Set<String> names = new TreeSet<>(List.of(text.split("\\s*,\\s*")));
        for (String name : names) {
            if (!Parts.isService(name)) {
                throw new Trouble("CRM_TWO names services that run as two instances; \"%s\" is none of: %s."
                        .formatted(name, String.join(", ", Parts.SERVICES.keySet())));
            }
        }
        return names;
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    private static int offset(String text) {
        try {
            int offset = Integer.parseInt(text);
            if (offset >= 0 && offset <= 50_000) {
                return offset;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new Trouble("CRM_PORT_OFFSET must be a number from 0 to 50000, not \"" + text + "\".");
    }

    int port(int base) {
        return base + offset;
    }

    String publicUrl() {
        return "http://localhost:" + port(8080);
    }

    String mongoUri() {
        return mongo.orElse("mongodb://127.0.0.1:" + port(27017));
    }

    String kafkaServers() {
        return kafka.orElse("127.0.0.1:" + port(9092));
    }

    String keycloakUrl() {
        return keycloak.orElse("http://localhost:" + port(8081));
    }

    Path data(String part) {
        return home.resolve("data").resolve(part);
    }

    /** How far the services' clock runs behind while the demo's past is made; there is none in ordinary life. */
    Path clockFile() {
        return data("clock");
    }

    Path log(String part) {
        return home.resolve("logs").resolve(part + ".log");
    }
}
