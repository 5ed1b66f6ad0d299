package crm.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MessagesTest {

    @Test
    @DisplayName("Russian and English know the same codes")
    void same_keys() throws IOException {
        assertThat(bundle("messages_en.properties").keySet())
                .isEqualTo(bundle("messages.properties").keySet());
    }

    @Test
    @DisplayName("L-12, S-7 every reason has its words: 19 of leads, 15 of deals")
    void reasons() throws IOException {
        var keys = bundle("messages.properties").stringPropertyNames();
        assertThat(keys.stream().filter(key -> key.matches("lead\\.reason\\.[A-Z_]+")))
                .hasSize(19);
        assertThat(keys.stream().filter(key -> key.matches("deal\\.reason\\.[A-Z_]+")))
                .hasSize(15);
        assertThat(keys.stream().filter(key -> key.matches("source\\.[A-Z_]+"))).hasSize(10);
        assertThat(keys.stream().filter(key -> key.matches("product\\.[A-Z_]+")))
                .hasSize(11);
    }

    private static Properties bundle(String name) throws IOException {
        var properties = new Properties();
        try (var reader = new InputStreamReader(
                Objects.requireNonNull(Ui.class.getResourceAsStream(name)), StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }
}
