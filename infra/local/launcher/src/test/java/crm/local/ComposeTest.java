package crm.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

@DisplayName("infra/compose says the same as the project")
class ComposeTest {
    private static final Path COMPOSE = Path.of("../../compose");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)}");

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> services() throws IOException {
        Map<String, Object> file = new Yaml().load(read("compose.yaml"));
        return (Map<String, Map<String, Object>>) file.get("services");
    }

    private static String read(String name) throws IOException {
        return Files.readString(COMPOSE.resolve(name));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> environment(String service) throws IOException {
        return (Map<String, Object>) services().get(service).get("environment");
    }

    @Test
    @DisplayName("every service and the gateway are there, each on its port, and reach each other by name")
    void services_and_ports() throws IOException {
        assertThat(services()).containsKeys(Parts.SERVICES.keySet().toArray(String[]::new));
        for (var service : Parts.SERVICES.entrySet()) {
            assertThat(environment(service.getKey())).containsEntry("SERVER_PORT", service.getValue());
        }
        Map<String, Object> gateway = environment("gateway");
        for (var service : Parts.SERVICES.entrySet()) {
            if (!service.getKey().equals("gateway")) {
                assertThat(gateway).containsValue("http://" + service.getKey() + ":" + service.getValue());
            }
        }
    }

    @Test
    @DisplayName("every variable of the services is one they read")
    void variables() throws IOException {
        String read = Stream.of(
                        "../../platform/src/main/resources/platform.yml",
                        "../../../gateway/src/main/resources/application.yml")
                .map(file -> {
                    try {
                        return Files.readString(Path.of(file));
                    } catch (IOException missing) {
                        throw new AssertionError(missing);
                    }
                })
                .reduce("", String::concat);
        Set<String> ours = new TreeSet<>(environment("gateway").keySet());
        // read by the JVM, by Boot itself, by each service's own settings
        ours.removeAll(List.of("JAVA_TOOL_OPTIONS", "LOGGING_STRUCTURED_FORMAT_CONSOLE", "CRM_INTAKE_KEYS"));
        assertThat(ours).allSatisfy(name -> assertThat(read).contains("${" + name + ":"));
    }

    @Test
    @DisplayName("every value it takes from .env has an example")
    void example() throws IOException {
        String example = read(".env.example");
        Set<String> asked = new TreeSet<>();
        VARIABLE.matcher(read("compose.yaml")).results().forEach(found -> asked.add(found.group(1)));
        assertThat(asked).isNotEmpty().allSatisfy(name -> assertThat(example).contains("\n" + name + "="));
    }

    @Test
    @DisplayName("the topics are those of the contract")
    void topics() throws IOException {
        String script = read("topics.sh");
        assertThat(script).contains(String.join(" ", Topics.NAMES));
        assertThat(Topics.INTERNAL).allSatisfy(name -> assertThat(script).contains("topic " + name + " "));
    }
}
