package crm.activity.notification;

import static crm.testing.User.ADMIN;
import static crm.testing.User.HEAD;
import static crm.testing.User.MANAGER1;
import static crm.testing.User.MANAGER2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import crm.activity.KnownCards;
import crm.activity.Mailroom;
import crm.activity.calendar.CalendarFile;
import crm.activity.timeline.Feed;
import crm.events.CardRef;
import crm.platform.employee.Employees;
import crm.platform.refusal.Problems;
import crm.testing.Caller;
import crm.testing.CrmTest;
import crm.testing.User;
import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.thymeleaf.ITemplateEngine;

@CrmTest
@DisplayName("T-10 Notifications by e-mail")
class LetterTest {
    @LocalServerPort
    private int port;

    @Autowired
    private Notices notices;

    @Autowired
    private Letters letters;

    @Autowired
    private Post post;

    @Autowired
    private Mailing mailing;

    @Autowired
    private Inbox inbox;

    @Autowired
    private Feed feed;

    @Autowired
    private CalendarFile calendar;

    @Autowired
    private Employees employees;

    @Autowired
    private NoticeWords sentences;

    @Autowired
    private Problems words;

    @Autowired
    private ITemplateEngine templates;

    @Autowired
    private MongoTemplate mongo;

    @Autowired
    private Clock clock;

    private String lead = "";

    @BeforeEach
    void manager2WantsTasksByMail() {
        lead = KnownCards.lead("Письмо о Нэйм", MANAGER1, port);
        wants(Map.of("minutesBefore", 15, "mailed", List.of("TASK", "ENQUIRY")));
    }

    @AfterEach
    void andNothingElseAgain() {
        mailing.send();
        wants(Map.of("minutesBefore", 15));
    }

    private void wants(Map<String, Object> settings) {
        assertThat(as(MANAGER2).put("/api/notifications/settings", settings).status())
                .isEqualTo(200);
    }

    private Caller as(User user) {
        return Caller.as(user, port);
    }

    /** Something he is told of; the letter is wished with it. */
    private String told(Cause cause, Instant at) {
        String id = UUID.randomUUID().toString();
        notices.tell(new Notice(id, MANAGER2.id(), cause, CardRef.of(lead), null, MANAGER1.id(), at, false));
        return id;
    }

    private String told() {
        return told(Cause.ENQUIRY, clock.instant());
    }

    /** His notification of an activity. */
    private String toldOf(String activity) {
        return await().until(
                        () -> as(MANAGER2)
                                .get("/api/notifications")
                                .json()
                                .path("items")
                                .valueStream()
                                .filter(item ->
                                        item.path("activityId").asString("").equals(activity))
                                .map(item -> item.path("id").asString())
                                .findFirst()
                                .orElse(""),
                        id -> !id.isEmpty());
    }

    private Mailing another(Post post, Duration later) {
        Clock clock = Clock.offset(this.clock, later);
        return new Mailing(
                post,
                new Letters(mongo, clock),
                inbox,
                feed,
                calendar,
                employees,
                sentences,
                words,
                templates,
                clock,
                "http://localhost:8080");
    }

    private static Post over(int port) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(port);
        return new Post(sender, "127.0.0.1", "crm@agency.example", "http://localhost:8080");
    }

    private Document wish(String notice) {
        Document row = mongo.getCollection("notifications")
                .find(new Document("_id", notice))
                .first();
        assertThat(row).isNotNull();
        return row.get("mail", new Document());
    }

    private String dashboard() {
        return as(ADMIN)
                .with("Accept", "text/html")
                .get("/admin/activity-service/state")
                .body();
    }

    private static String text(MimeMessage letter) throws Exception {
        StringBuilder text = new StringBuilder();
        read(letter.getContent(), text);
        return text.toString();
    }

    private static void read(Object content, StringBuilder text) throws Exception {
        if (content instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart part = parts.getBodyPart(i);
                read(part.getContent(), text);
            }
        } else {
            text.append(
                            content instanceof InputStream bytes
                                    ? new String(bytes.readAllBytes(), StandardCharsets.UTF_8)
                                    : content)
                    .append('\n');
        }
    }

    @Test
    @DisplayName(
            "T-10 what one wants by e-mail comes as a letter that says what the bell says, with a link, and no more")
    void letter() throws Exception {
        String task = as(MANAGER1)
                .post(
                        "/api/activities",
                        Map.of(
                                "card",
                                lead,
                                "type",
                                "TASK",
                                "dueAt",
                                "2035-01-02T07:00:00Z",
                                "text",
                                "позвонить Ирине 84951234567",
                                "responsibleId",
                                MANAGER2.id()))
                .text("id");
        String notice = toldOf(task);
        mailing.send();
        mailing.send();
        List<MimeMessage> sent = Mailroom.letters(notice);
        assertThat(sent).hasSize(1);
        MimeMessage letter = sent.getFirst();
        assertThat(letter.getSubject()).isEqualTo("Вам поставили задачу: Анна Ковалёва");
        assertThat(Mailroom.header(letter, "To")).isEqualTo("manager2@crm.example");
        assertThat(Mailroom.header(letter, "Auto-Submitted")).isEqualTo("auto-generated");
        assertThat(text(letter))
                .contains("02.01.2035", "10:00", "Письмо о Нэйм", "http://localhost:8080/leads/" + KnownCards.id(lead))
                .contains("<a href=\"http://localhost:8080/leads/")
                .doesNotContain("Ирине", "8495");
    }

    @Test
    @DisplayName("T-10 no letter for what one has not asked for, has muted, or was told of before")
    void unwanted() {
        String unasked = told(Cause.MENTIONED, clock.instant());
        wants(Map.of("minutesBefore", 15, "mailed", List.of("TASK"), "muted", List.of("TASK")));
        String muted = told(Cause.TASK, clock.instant());
        mailing.send();
        assertThat(wish(unasked)).isEmpty();
        assertThat(Mailroom.letters(unasked)).isEmpty();
        assertThat(Mailroom.letters(muted)).isEmpty();
    }

    @Test
    @DisplayName("P-2 T-10 of a card he does not see the letter does not tell the title")
    void hidden() throws Exception {
        String notice = told();
        mailing.send();
        assertThat(text(Mailroom.letters(notice).getFirst()))
                .contains("больше не видна")
                .doesNotContain("Письмо о Нэйм");
    }

    @Test
    @DisplayName(
            "T-10 taken by one who is gone, a letter goes out later, once, under the same Message-ID, and is counted as perhaps repeated")
    void crash() {
        String notice = told();
        assertThat(letters.take())
                .get()
                .extracting(taken -> taken.notice().id())
                .isEqualTo(notice);
        mailing.send();
        assertThat(Mailroom.letters(notice)).as("somebody may be at it").isEmpty();
        Mailing later = another(post, Letters.TAKEN_FOR.plusSeconds(1));
        later.send();
        later.send();
        mailing.send();
        assertThat(Mailroom.letters(notice)).hasSize(1);
        assertThat(wish(notice)).containsKey("sentAt").containsEntry("repeated", true);
        assertThat(dashboard()).contains("возможно, пришли дважды");
    }

    @Test
    @DisplayName("T-10 two instances send forty letters once each")
    void two_instances() throws Exception {
        List<String> wished = IntStream.range(0, 40).mapToObj(i -> told()).toList();
        List<Thread> both = Stream.of(mailing, another(post, Duration.ZERO))
                .map(instance -> Thread.ofVirtual().start(instance::send))
                .toList();
        for (Thread instance : both) {
            instance.join();
        }
        assertThat(wished).allSatisfy(notice -> {
            assertThat(Mailroom.letters(notice)).hasSize(1);
            assertThat(wish(notice)).containsKey("sentAt").doesNotContainKeys("due", "taken", "repeated");
        });
    }

    @Test
    @DisplayName("T-10 while the mail server is away letters wait; it is asked again later and gets each once")
    void away() throws IOException {
        String notice = told();
        Post nobody;
        try (ServerSocket free = new ServerSocket(0)) {
            nobody = over(free.getLocalPort());
        }
        another(nobody, Duration.ZERO).send();
        assertThat(wish(notice)).containsKeys("due", "error").doesNotContainKeys("taken", "failedAt");
        assertThat(dashboard()).contains("ждут отправки", "последняя ошибка");
        mailing.send();
        assertThat(Mailroom.letters(notice)).as("not at once").isEmpty();
        another(post, Duration.ofMinutes(2)).send();
        assertThat(Mailroom.letters(notice)).hasSize(1);
    }

    @Test
    @DisplayName(
            "I-4 T-10 given up after a day, a letter is on the dashboard, and sent when the administrator wants it tried again")
    void given_up() throws IOException {
        String notice =
                told(Cause.ENQUIRY, clock.instant().minus(Letters.TRIED_FOR).minusSeconds(60));
        Post nobody;
        try (ServerSocket free = new ServerSocket(0)) {
            nobody = over(free.getLocalPort());
        }
        another(nobody, Duration.ZERO).send();
        assertThat(wish(notice)).containsKeys("failedAt", "error").doesNotContainKeys("due", "taken");
        assertThat(dashboard()).contains("не отправлено", "Отправить снова");
        mailing.send();
        assertThat(Mailroom.letters(notice)).isEmpty();
        assertThat(as(HEAD).post("/admin/activity-service/letters/again", null).status())
                .isEqualTo(403);
        assertThat(as(ADMIN).post("/admin/activity-service/letters/again", null).status())
                .isEqualTo(204);
        mailing.send();
        assertThat(Mailroom.letters(notice)).hasSize(1);
        assertThat(wish(notice)).containsKey("sentAt").doesNotContainKeys("failedAt", "repeated");
    }

    @Test
    @DisplayName(
            "T-10 an address the mail server does not know is not tried again and again, and holds up no other letter")
    void no_such_address() throws Exception {
        String refused = told();
        String next = told();
        try (Refusing server = new Refusing()) {
            another(over(server.port()), Duration.ZERO).send();
        }
        for (String notice : List.of(refused, next)) {
            assertThat(wish(notice)).containsKey("failedAt").doesNotContainKeys("due", "taken");
            assertThat(wish(notice).getString("error")).contains("550");
        }
        as(ADMIN).post("/admin/activity-service/letters/again", null);
    }

    @Test
    @DisplayName(
            "T-10 without a mail server named nothing is sent, and nothing asked; with one somebody has to be the sender")
    void off() {
        Post none = new Post(new JavaMailSenderImpl(), "", "", "http://localhost:8080");
        assertThat(none.isOn()).isFalse();
        assertThatIllegalStateException()
                .isThrownBy(() -> new Post(new JavaMailSenderImpl(), "mail.example", "", "http://localhost:8080"))
                .withMessageContaining("CRM_SMTP_FROM");
    }

    @Test
    @DisplayName("T-10 the dialog asks for each kind whether it comes by e-mail too, and keeps what was said")
    void dialog() {
        assertThat(as(MANAGER2)
                        .form("/notifications/settings", "minutesBefore=15&wanted=TASK&wanted=DUE&mailed=DUE")
                        .status())
                .isEqualTo(204);
        assertThat(as(MANAGER2)
                        .get("/api/notifications/settings")
                        .json()
                        .path("mailed")
                        .values())
                .singleElement()
                .extracting(cause -> cause.asString())
                .isEqualTo("DUE");
        assertThat(as(MANAGER2)
                        .with("Accept", "text/html")
                        .get("/notifications/settings")
                        .body())
                .contains("name=\"mailed\" value=\"DUE\" checked", "и письмом");
    }

    @Test
    @DisplayName("T-13 who is invited gets the meeting's calendar file with the room in it")
    void invitation() throws Exception {
        wants(Map.of("minutesBefore", 15, "mailed", List.of("INVITED")));
        String meeting = as(MANAGER1)
                .post(
                        "/api/activities",
                        Map.of(
                                "card",
                                lead,
                                "type",
                                "ONLINE_MEETING",
                                "dueAt",
                                "2035-01-02T07:00:00Z",
                                "text",
                                "клиент торгуется",
                                "link",
                                "https://meet.example/anna",
                                "participants",
                                List.of(MANAGER2.id())))
                .text("id");
        String notice = toldOf(meeting);
        mailing.send();
        MimeMessage letter = Mailroom.letters(notice).getFirst();
        assertThat(letter.getSubject()).isEqualTo("Вас позвали на встречу: Анна Ковалёва");
        String calendar = text(letter).replace("\r\n ", "");
        assertThat(calendar)
                .contains("BEGIN:VEVENT", "LOCATION:https://meet.example/anna", "Письмо о Нэйм")
                .doesNotContain("торгуется");
    }

    /** A mail server that knows no address. */
    private static final class Refusing implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0);

        Refusing() throws IOException {
            Thread.ofPlatform().daemon().start(() -> {
                while (!socket.isClosed()) {
                    try (Socket client = socket.accept()) {
                        talk(client);
                    } catch (IOException closed) {
                        return;
                    }
                }
            });
        }

        private static void talk(Socket client) throws IOException {
            BufferedReader said =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
            PrintWriter answer = new PrintWriter(client.getOutputStream(), true, StandardCharsets.US_ASCII);
            answer.print("220 mail.example\r\n");
            answer.flush();
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                answer.print(line.startsWith("RCPT") ? "550 no such user here\r\n" : "250 ok\r\n");
                answer.flush();
                if (line.startsWith("QUIT")) {
                    return;
                }
            }
        }

        int port() {
            return socket.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
