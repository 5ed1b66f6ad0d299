package crm.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MachineTest {

    private static Part part(String name, int port) {
        return new Part(
                name,
                Part.Kind.INFRASTRUCTURE,
                List.of(port),
                100,
                Duration.ofSeconds(1),
                () -> new Part.Command(Path.of("."), List.of(), Map.of()),
                () -> true);
    }

    @Test
    @DisplayName("a taken port is told with the part that needs it and the way out")
    void taken_port() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = other.getLocalPort();

            assertThatThrownBy(() -> Machine.requireFree(List.of(part("keycloak", port)), 0))
                    .isInstanceOf(Trouble.class)
                    .hasMessage("Port " + port + ", which keycloak needs, is taken by another program."
                            + " End that program, or take other ports: CRM_PORT_OFFSET=1000 ./crm up");
            assertThat(Machine.answers(port)).isTrue();
            other.close();
            assertThatNoException().isThrownBy(() -> Machine.requireFree(List.of(part("keycloak", port)), 0));
            assertThat(Machine.answers(port)).isFalse();
        }
    }

    @Test
    @DisplayName("too little memory is told with how much is missing")
    void memory() {
        assertThatNoException().isThrownBy(() -> Machine.requireMemory(2600, 2700));
        assertThatThrownBy(() -> Machine.requireMemory(2600, 900))
                .isInstanceOf(Trouble.class)
                .hasMessageStartingWith("About 2600 MB of memory are needed and 900 MB are free.")
                .hasMessageNotContaining("\n")
                .hasMessageContaining("./crm up --force");
    }
}
