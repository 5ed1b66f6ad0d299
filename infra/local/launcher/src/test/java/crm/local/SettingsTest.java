package crm.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private static Settings settings(Map<String, String> environment) {
        return Settings.of(Path.of("/project"), environment);
    }

    @Test
    @DisplayName("an offset shifts every port, and what is told of them")
    void offset() {
        Settings settings = settings(Map.of("CRM_PORT_OFFSET", "1000", "CRM_HOME", "/elsewhere"));

        assertThat(settings.publicUrl()).isEqualTo("http://localhost:9080");
        assertThat(settings.keycloakUrl()).isEqualTo("http://localhost:9081");
        assertThat(settings.kafkaServers()).isEqualTo("127.0.0.1:10092");
        assertThat(settings.mongoUri()).isEqualTo("mongodb://127.0.0.1:28017");
        assertThat(settings.home()).isEqualTo(Path.of("/elsewhere"));
        assertThatThrownBy(() -> settings(Map.of("CRM_PORT_OFFSET", "many"))).isInstanceOf(Trouble.class);
    }

    @Test
    @DisplayName("a second instance has a port of its own, and everyone is told both addresses")
    void two_instances() {
        Settings settings = settings(Map.of("CRM_TWO", "leads-service, deals-service", "CRM_PORT_OFFSET", "1000"));

        assertThat(Parts.addresses("leads-service", settings)).isEqualTo("http://127.0.0.1:9101,http://127.0.0.1:9111");
        assertThat(Parts.addresses("directory-service", settings)).isEqualTo("http://127.0.0.1:9103");
        assertThat(Parts.isApplication("leads-service-2")).isTrue();
        assertThat(Parts.isApplication("store-2")).isFalse();
        assertThatThrownBy(() -> settings(Map.of("CRM_TWO", "gateway"))).isInstanceOf(Trouble.class);
    }

    @Test
    @DisplayName("a named server takes the place of our own; an empty name is none")
    void named_servers() {
        Settings settings = settings(Map.of("MONGODB_URI", "mongodb://db:27017", "KAFKA_BOOTSTRAP_SERVERS", " "));

        assertThat(settings.mongoUri()).isEqualTo("mongodb://db:27017");
        assertThat(settings.kafka()).isEmpty();
        assertThat(new Parts(settings, line -> {}).all()).extracting(Part::name).containsExactly("broker", "keycloak");
    }
}
