package crm.platform.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import crm.platform.refusal.Refusals.ServiceAway;
import crm.platform.refusal.Refused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("A change asked of another service")
class RemoteTest {
    private final Deque<Integer> answers = new ArrayDeque<>();
    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer owner;
    private Remote remote;

    @BeforeEach
    void start() throws IOException {
        owner = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        owner.createContext("/", exchange -> {
            asked.incrementAndGet();
            byte[] body = "{\"status\": 422, \"code\": \"no\"}".getBytes();
            exchange.sendResponseHeaders(answers.pop(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        owner.start();
        RestClient client =
                RestClient.create("http://localhost:" + owner.getAddress().getPort());
        remote = new Remote("leads", client, JsonMapper.builder().build());
    }

    @AfterEach
    void stop() {
        owner.stop(0);
    }

    private void change() {
        remote.insist(client -> client.post().uri("/").retrieve().body(String.class));
    }

    @Test
    @DisplayName("is asked again when the first answer did not come")
    void again() {
        answers.addAll(List.of(503, 200));
        change();
        assertThat(asked).hasValue(2);
    }

    @Test
    @DisplayName("ends with a clear word when the other stays away")
    void away() {
        answers.addAll(List.of(503, 503, 503, 200));
        assertThatThrownBy(this::change)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.refusal()).isInstanceOf(ServiceAway.class));
        assertThat(asked).hasValue(3);
    }

    @Test
    @DisplayName("is not asked again after a refusal")
    void refused() {
        answers.addAll(List.of(422, 200));
        assertThatThrownBy(this::change).isInstanceOf(Refused.class);
        assertThat(asked).hasValue(1);
    }
}
