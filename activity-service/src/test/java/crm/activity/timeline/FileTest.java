package crm.activity.timeline;

import static crm.testing.User.HEAD;
import static crm.testing.User.MANAGER1;
import static crm.testing.User.MANAGER2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Filters;
import crm.activity.KnownCards;
import crm.activity.file.Files;
import crm.testing.Caller;
import crm.testing.Caller.Answer;
import crm.testing.CrmTest;
import crm.testing.FileCaller;
import crm.testing.Journal;
import crm.testing.Stack;
import crm.testing.User;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;

@CrmTest
@DisplayName("T-11 Files of the timeline")
class FileTest {
    private static final byte[] PNG = {
        (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 0x0d, 'I', 'H', 'D', 'R'
    };

    @LocalServerPort
    private int port;

    @Autowired
    private MongoTemplate mongo;

    @Autowired
    private Files files;

    private final Journal journal = Stack.running().journal();
    private String lead = "";

    @BeforeEach
    void card() {
        lead = KnownCards.lead("Файлы", MANAGER1, port);
    }

    private Caller as(User user) {
        return Caller.as(user, port);
    }

    private HttpResponse<byte[]> upload(User user, String name, byte[] content) {
        return new FileCaller(user, port).upload("/api/files", name, content, Map.of());
    }

    private String uploaded(String name, byte[] content) {
        HttpResponse<byte[]> answer = upload(MANAGER1, name, content);
        assertThat(answer.statusCode()).as(text(answer.body())).isEqualTo(201);
        return Caller.JSON.readTree(answer.body()).path("id").asString();
    }

    private Answer attach(User user, String... ids) {
        return as(user).post("/api/activities/comments", Map.of("card", lead, "fileIds", List.of(ids)));
    }

    private HttpResponse<byte[]> fetch(User user, String id, Map<String, String> headers) {
        return new FileCaller(user, port).get("/api/files/" + id, headers);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("T-11 who may see the card may see its file; the bytes and the Cyrillic name come back")
    void attached() {
        byte[] content = new byte[700_000];
        new Random(7).nextBytes(content);
        String id = uploaded("Бриф клиента (правки).zip", content);
        assertThat(fetch(HEAD, id, Map.of()).statusCode())
                .as("not attached yet")
                .isEqualTo(404);
        Answer comment = attach(MANAGER1, id);
        assertThat(comment.status()).as(comment.body()).isEqualTo(201);
        assertThat(comment.json().path("fileIds").toString()).contains(id);
        HttpResponse<byte[]> file = fetch(HEAD, id, Map.of());
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.body()).isEqualTo(content);
        assertThat(file.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment")
                .contains("%D0%91%D1%80%D0%B8%D1%84");
        assertThat(fetch(MANAGER2, id, Map.of()).statusCode()).isEqualTo(404);
        journal.await(comment.text("id"), "FileAttached");
        assertThat(as(MANAGER1)
                        .with("Accept", "text/html")
                        .get("/activities/timeline?card=" + lead)
                        .body())
                .contains("Бриф клиента", "/api/files/" + id);
    }

    @Test
    @DisplayName("T-11 L-10 who may see the deal may see the files its lead has; a stranger with the id may not")
    void on_the_deal() {
        String id = uploaded("бриф.txt", bytes("о сайте"));
        assertThat(attach(MANAGER1, id).status()).isEqualTo(201);
        assertThat(fetch(MANAGER2, id, Map.of()).statusCode()).isEqualTo(404);
        KnownCards.say(lead, 2, KnownCards.converted(lead, "deal/" + UUID.randomUUID(), MANAGER2), MANAGER1);
        await().until(() -> fetch(MANAGER2, id, Map.of()).statusCode() == 200);
        assertThat(fetch(User.OFFICE, id, Map.of()).statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("T-11 a range is served alone, one beyond the end is refused")
    void ranges() {
        byte[] content = new byte[600_000];
        new Random(11).nextBytes(content);
        String id = uploaded("запись.bin", content);
        HttpResponse<byte[]> part = fetch(MANAGER1, id, Map.of("Range", "bytes=300000-300099"));
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(content, 300_000, 300_100));
        assertThat(part.headers().firstValue("Content-Range")).contains("bytes 300000-300099/600000");
        assertThat(fetch(MANAGER1, id, Map.of("Range", "bytes=-100")).body())
                .isEqualTo(Arrays.copyOfRange(content, 599_900, 600_000));
        assertThat(fetch(MANAGER1, id, Map.of("Range", "bytes=700000-")).statusCode())
                .isEqualTo(416);
    }

    @Test
    @DisplayName("T-11 only the uploader attaches a file, once; the same request again is no second time")
    void once() {
        String id = uploaded("ТЗ.txt", bytes("сделать хорошо"));
        assertThat(attach(HEAD, id).code()).isEqualTo("file.not-yours");
        Caller keyed = as(MANAGER1).with("Idempotency-Key", UUID.randomUUID().toString());
        Map<String, Object> body = Map.of("card", lead, "fileIds", List.of(id));
        Answer first = keyed.post("/api/activities/comments", body);
        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(keyed.post("/api/activities/comments", body).text("id")).isEqualTo(first.text("id"));
        Answer again = attach(MANAGER1, id);
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.json().path("errors").path(0).path("field").asString()).isEqualTo("fileIds");
        String other = uploaded("КП.txt", bytes("дёшево"));
        assertThat(attach(MANAGER1, other, id).status()).isEqualTo(422);
        assertThat(attach(MANAGER1, other).status()).as("freed again").isEqualTo(201);
    }

    @Test
    @DisplayName("T-11 only pictures and PDF are shown in the page; what only calls itself one is downloaded")
    void inline() {
        Map<String, byte[]> sent = Map.of(
                "logo.png", PNG,
                "страница.html", bytes("<html><script>alert(1)</script></html>"),
                "хитрая.png", bytes("<!doctype html><html><body onload=alert(1)></body></html>"),
                "рисунок.svg", bytes("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"));
        sent.forEach((name, content) -> {
            HttpResponse<byte[]> file = new FileCaller(MANAGER1, port)
                    .get("/api/files/" + uploaded(name, content) + "?inline=true", Map.of());
            boolean safe = name.equals("logo.png");
            assertThat(file.headers().firstValue("Content-Disposition").orElse(""))
                    .as(name)
                    .startsWith(safe ? "inline" : "attachment");
            assertThat(file.headers().firstValue("Content-Type"))
                    .as(name)
                    .contains(safe ? "image/png" : "application/octet-stream");
            assertThat(file.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        });
    }

    @Test
    @DisplayName("T-11 nothing, too much and a name that cannot be are refused at the field")
    void refused() {
        assertThat(upload(MANAGER1, "пусто.txt", new byte[0]).statusCode()).isEqualTo(422);
        assertThat(upload(MANAGER1, "я".repeat(300) + ".txt", bytes("x")).statusCode())
                .isEqualTo(422);
        assertThat(upload(MANAGER1, "большой.bin", new byte[50 * 1024 * 1024 + 1])
                        .statusCode())
                .isEqualTo(413);
        assertThat(attach(MANAGER1, "no-such-file").status()).isEqualTo(422);
        assertThat(as(MANAGER1).get("/api/files/no-such-file").status()).isEqualTo(404);
    }

    @Test
    @DisplayName("T-11 what is never attached is removed after a day, what is attached stays")
    void loose() {
        String forgotten = uploaded("забыт.txt", bytes("никому"));
        String kept = uploaded("нужен.txt", bytes("всем"));
        attach(MANAGER1, kept);
        assertThat(files.removeLoose(Duration.ofDays(1), 1000, id -> true)).isZero();
        assertThat(files.removeLoose(Duration.ofSeconds(-5), 1000, id -> true)).isPositive();
        assertThat(fetch(MANAGER1, forgotten, Map.of()).statusCode()).isEqualTo(404);
        assertThat(chunks(forgotten)).isZero();
        assertThat(fetch(MANAGER1, kept, Map.of()).statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("T-11 a crash between taking a file and writing its comment gives the file back")
    void crashed_before_the_comment() {
        String id = uploaded("спасти.txt", bytes("важное"));
        files.attach(List.of(id), MANAGER1.id(), "an-activity-never-written", any -> false);
        assertThat(attach(MANAGER1, id).status()).as("it may be written yet").isEqualTo(422);
        mongo.getCollection("files.files")
                .updateOne(
                        Filters.eq("_id", id),
                        com.mongodb.client.model.Updates.set(
                                "metadata.claimedAt",
                                java.util.Date.from(java.time.Instant.now().minusSeconds(120))));
        assertThat(attach(MANAGER1, id).status()).isEqualTo(201);
    }

    @Test
    @DisplayName("T-11 an upload that is cut off leaves nothing behind")
    void cut_off() throws IOException {
        long before = mongo.getCollection("uploads").countDocuments();
        long chunks = mongo.getCollection("files.chunks").countDocuments();
        try (Socket socket = new Socket("127.0.0.1", port)) {
            OutputStream out = socket.getOutputStream();
            out.write(bytes("POST /api/files HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + Stack.running().tokens().of(MANAGER1)
                    + "\r\nContent-Type: multipart/form-data; boundary=part\r\nContent-Length: 5000000\r\n\r\n"
                    + "--part\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.bin\"\r\n\r\n"));
            out.write(new byte[1_000_000]);
            out.flush();
        }
        await().during(Duration.ofMillis(500)).untilAsserted(() -> {
            assertThat(mongo.getCollection("uploads").countDocuments()).isEqualTo(before);
            assertThat(mongo.getCollection("files.chunks").countDocuments()).isEqualTo(chunks);
        });
    }

    private long chunks(String id) {
        return mongo.getCollection("files.chunks").countDocuments(Filters.eq("files_id", id));
    }
}
