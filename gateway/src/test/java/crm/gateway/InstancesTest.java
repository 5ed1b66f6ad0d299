package crm.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(classes = GatewayApp.class, webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT)
@DisplayName("Two instances of a service")
class InstancesTest {

    static final KeycloakStub KEYCLOAK = new KeycloakStub();
    static final ServiceStub ONE = new ServiceStub();
    static final ServiceStub OTHER = new ServiceStub();
    static final HangUp HANGS_UP = new HangUp();
    static final String DEAD = "http://127.0.0.1:" + GatewayTest.free();
    static final int PORT = GatewayTest.free();

    @TempDir
    static Path sessions;

    /** Takes every request and dies before it answers. */
    static final class HangUp implements AutoCloseable {
        final AtomicInteger asked = new AtomicInteger();
        private final ServerSocket socket;

        HangUp() {
            try {
                socket = new ServerSocket(0);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            Thread.ofVirtual().start(() -> {
                while (!socket.isClosed()) {
                    try (var connection = socket.accept()) {
                        connection.getInputStream().read(new byte[8192]);
                        asked.incrementAndGet();
                    } catch (IOException closed) {
                        return;
                    }
                }
            });
        }

        String url() {
            return "http://127.0.0.1:" + socket.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("server.port", () -> PORT);
        registry.add("server.servlet.session.store-dir", () -> sessions.toString());
        registry.add("crm.public-url", () -> "http://localhost:" + PORT);
        registry.add("crm.keycloak-url", KEYCLOAK::url);
        registry.add("crm.keycloak-internal-url", KEYCLOAK::url);
        registry.add("crm.services.leads", () -> ONE.url() + "," + OTHER.url());
        registry.add("crm.services.deals", () -> DEAD + ", " + ONE.url());
        registry.add("crm.services.directory", () -> HANGS_UP.url() + "," + ONE.url());
        registry.add("crm.services.documents", () -> DEAD + "," + DEAD);
    }

    @AfterAll
    static void stop() throws IOException {
        KEYCLOAK.close();
        ONE.close();
        OTHER.close();
        HANGS_UP.close();
    }

    @BeforeEach
    void calm() {
        ONE.seen.clear();
        OTHER.seen.clear();
        HANGS_UP.asked.set(0);
    }

    private static HttpResponse<String> send(String method, String path, String body, String... headers)
            throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + PORT + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header(
                        "Authorization",
                        "Bearer "
                                + KEYCLOAK.token(
                                        "manager1", java.time.Instant.now().plusSeconds(300), KEYCLOAK.issuer()))
                .header("Content-Type", "application/json");
        if (headers.length > 0) {
            request.headers(headers);
        }
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    @DisplayName("are asked by turn, and neither address is told")
    void by_turn() throws Exception {
        for (int i = 0; i < 6; i++) {
            assertThat(send("GET", "/api/leads", "").statusCode()).isEqualTo(200);
            assertThat(send("POST", "/api/leads/go", "{}").headers().firstValue("Location"))
                    .hasValue("/leads/1");
        }
        assertThat(ONE.seen).hasSize(6);
        assertThat(OTHER.seen).hasSize(6);
    }

    @Test
    @DisplayName("when one refuses connections the other gets everything, whole")
    void one_is_dead() throws Exception {
        for (int i = 0; i < 6; i++) {
            assertThat(send("POST", "/api/deals", "{\"title\":\"Сайт " + i + "\"}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(ONE.last().text()).isEqualTo("{\"title\":\"Сайт " + i + "\"}");
        }
        assertThat(send("GET", "/api/deals?q=x", "").statusCode()).isEqualTo(200);
        assertThat(ONE.seen).hasSize(7);
        assertThat(ONE.last().uri()).isEqualTo("/api/deals?q=x");
    }

    @Test
    @DisplayName("when both are away the answer is 503 at once, and says when to come again")
    void both_are_dead() throws Exception {
        var answer = send("POST", "/api/documents", "{}");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body()).contains("gateway.away");
    }

    @Test
    @DisplayName(
            "what broke off is asked of the other when it only reads or bears a key, else not: it may have been done")
    void one_hangs_up() throws Exception {
        for (int i = 0; i < 4; i++) {
            assertThat(send("GET", "/api/contacts", "").statusCode()).isEqualTo(200);
            assertThat(send("POST", "/api/contacts", "{\"n\":1}", "Idempotency-Key", "k" + i)
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(ONE.seen).hasSize(8);
        assertThat(ONE.last().text()).isEqualTo("{\"n\":1}");

        int refused = 0;
        for (int i = 0; i < 4; i++) {
            refused += send("POST", "/api/contacts", "{}").statusCode() == 503 ? 1 : 0;
        }
        assertThat(refused).isEqualTo(2);
        assertThat(ONE.seen).hasSize(10);
    }
}
