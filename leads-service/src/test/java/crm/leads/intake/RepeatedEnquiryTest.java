package crm.leads.intake;

import static crm.testing.User.HEAD;
import static crm.testing.User.MANAGER1;
import static crm.testing.User.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crm.events.CardKind;
import crm.events.DealCreated;
import crm.events.StageChanged;
import crm.events.Topics;
import crm.testing.Caller;
import crm.testing.Caller.Answer;
import crm.testing.CrmTest;
import crm.testing.Journal;
import crm.testing.Stack;
import crm.testing.StandIns;
import crm.testing.User;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@CrmTest
@DisplayName("L-20 Whoever asks again while his lead or deal is open")
class RepeatedEnquiryTest {
    private static final String FORM = "/intake/site/local-intake-key";
    private static final AtomicLong PHONES =
            new AtomicLong(9_200_000_000L + ThreadLocalRandom.current().nextInt(1_000_000) * 100L);

    @LocalServerPort
    private int port;

    private final Journal journal = Stack.running().journal();
    private final String phone = String.valueOf(PHONES.incrementAndGet());

    @AfterEach
    void forget() {
        Stack.running().others().forget("/api/directory/lookup");
    }

    private Caller as(User user) {
        return Caller.as(user, port);
    }

    private String asks(String phone, String comment) {
        Answer answer = Caller.anonymous(port)
                .post(FORM, Map.of("name", "Пётр", "phone", phone, "comment", comment, "consent", true));
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return answer.text("id");
    }

    private long notes(String lead) {
        return journal.factsOf(lead).stream()
                .filter(entry -> entry.type().equals("EnquiryRepeated"))
                .count();
    }

    private boolean isLead(String id) {
        return as(HEAD).get("/api/leads/" + id).status() == 200;
    }

    private String page(String lead) {
        return as(HEAD).with("Accept", "text/html").get("/leads/" + lead).body();
    }

    @Test
    @DisplayName(
            "L-20 makes no second lead: a note on the timeline, his words on the card; within the hour it is one note")
    void note() {
        String lead = asks("8 " + phone, "нужен сайт");
        String again = asks("+7" + phone, "перезвоните");
        assertThat(again).isNotEqualTo(lead);
        assertThat(isLead(again)).isFalse();
        Journal.Entry note = journal.await(lead, "EnquiryRepeated");
        assertThat(note.data().path("origin").asString()).isEqualTo("site");
        assertThat(note.data().path("card").asString()).isEqualTo("lead/" + lead);
        assertThat(note.data().toString()).doesNotContain(phone, "перезвоните");
        asks("+7" + phone, "перезвоните");
        asks("+7" + phone, "и ещё раз");
        assertThat(page(lead)).contains("Обращался снова", "перезвоните", "и ещё раз");
        assertThat(notes(lead)).isEqualTo(1);
    }

    @Test
    @DisplayName("L-20 of equal enquiries at one moment one is a lead, and the others one note on it")
    void race() throws Exception {
        for (int round = 0; round < 5; round++) {
            String number = String.valueOf(PHONES.incrementAndGet());
            List<String> ids = Collections.synchronizedList(new ArrayList<>());
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                threads.invokeAll(
                        Collections.<Callable<Boolean>>nCopies(6, () -> ids.add(asks("8" + number, "срочно"))));
            }
            assertThat(ids).hasSize(6);
            List<String> leads = ids.stream().filter(this::isLead).toList();
            assertThat(leads).hasSize(1);
            journal.await(leads.getFirst(), "EnquiryRepeated");
            assertThat(notes(leads.getFirst())).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("L-20 after a refusal the same one is a new lead; rolled back beside it both stay")
    void refused() {
        String lead = asks(phone, "нужен сайт");
        as(HEAD).post("/api/leads/" + lead + "/stage", Map.of("to", "REJECTED", "reason", "TOO_SMALL"));
        String next = asks(phone, "снова я");
        assertThat(isLead(next)).isTrue();
        assertThat(next).isNotEqualTo(lead);
        assertThat(isLead(asks(phone, "и снова"))).isFalse();
    }

    @Test
    @DisplayName(
            "L-20 a lead entered by hand counts too, a colleague's phone or e-mail are compared as people write them")
    void by_hand() {
        String lead = as(MANAGER1)
                .post(
                        "/api/leads",
                        Map.of(
                                "title",
                                "Руками",
                                "source",
                                "SOCIAL",
                                "applicant",
                                Map.of(
                                        "phone",
                                        "+7 (" + phone.substring(0, 3) + ") " + phone.substring(3) + " доб. 12")))
                .text("id");
        assertThat(isLead(asks("8-" + phone, "это я"))).isFalse();
        assertThat(journal.await(lead, "EnquiryRepeated").data().path("card").asString())
                .isEqualTo("lead/" + lead);
    }

    @Test
    @DisplayName(
            "L-20 the client of a contact on an open lead is known by the directory; while that is away it is a lead of its own")
    void by_contact() {
        String contact = "contact-" + phone;
        Stack.running()
                .others()
                .when(
                        "/api/directory/lookup",
                        request -> new StandIns.Reply(
                                200,
                                "{\"items\":[{\"kind\":\"contact\",\"id\":\"%s\",\"responsibleId\":null,\"clientStatus\":\"NONE\"}]}"
                                        .formatted(contact)));
        String lead = as(MANAGER1)
                .post("/api/leads", Map.of("title", "С контактом", "source", "SOCIAL", "contactIds", List.of(contact)))
                .text("id");
        assertThat(isLead(asks(phone, "это я"))).isFalse();
        journal.await(lead, "EnquiryRepeated");
        Stack.running().others().when("/api/directory/lookup", request -> new StandIns.Reply(503, "{}"));
        assertThat(isLead(asks(String.valueOf(PHONES.incrementAndGet()), "а это не я")))
                .isTrue();
    }

    @Test
    @DisplayName("L-20 while the deal of his lead is open he is put on the deal; when it is over he is a new lead")
    void deal() {
        String lead = asks(phone, "нужен сайт");
        as(HEAD).post("/api/leads/" + lead + "/responsible", Map.of("employeeId", MANAGER1.id()));
        as(MANAGER1).post("/api/leads/" + lead + "/contacts", Map.of("contactId", "c1"));
        Answer converted = as(MANAGER1).post("/api/leads/" + lead + "/stage", Map.of("to", "CONVERTED"));
        assertThat(converted.status()).as(converted.body()).isEqualTo(200);
        String deal = converted.text("dealId");
        assertThat(isLead(asks(phone, "как там КП"))).isFalse();
        assertThat(journal.await(lead, "EnquiryRepeated").data().path("card").asString())
                .isEqualTo("deal/" + deal);
        journal.say(
                Topics.DEALS,
                "deal/" + deal,
                1,
                new DealCreated(
                        "Сделка", lead, false, "SITE", null, null, List.of("c1"), MANAGER1.id(), "system", List.of()));
        journal.say(
                Topics.DEALS,
                "deal/" + deal,
                2,
                new StageChanged(
                        CardKind.DEAL,
                        "PREPARING_OFFER",
                        "REJECTED",
                        "person",
                        "BUDGET",
                        null,
                        null,
                        MANAGER1.id(),
                        "SITE",
                        null,
                        1,
                        null,
                        null,
                        null,
                        null,
                        List.of("c1")));
        await().untilAsserted(
                        () -> assertThat(isLead(asks(phone, "я передумал"))).isTrue());
    }

    @Test
    @DisplayName("L-20 the call centre's second entry is a note too")
    void call_centre() {
        String lead = asks(phone, "нужен сайт");
        Map<String, Object> call = new HashMap<>(Map.of("title", "Звонил", "applicant", Map.of("phone", phone)));
        Answer entered = as(OPERATOR).post("/api/leads", call);
        assertThat(entered.status()).as(entered.body()).isEqualTo(202);
        assertThat(isLead(entered.text("id"))).isFalse();
        assertThat(journal.await(lead, "EnquiryRepeated").data().path("origin").asString())
                .isEqualTo("call-centre");
    }

    @Test
    @DisplayName("L-20 a repeat deal made by hand does not count: whoever asks then is a new lead")
    void repeat_deal() {
        String contact = "contact-" + phone;
        Stack.running()
                .others()
                .when(
                        "/api/directory/lookup",
                        request -> new StandIns.Reply(
                                200,
                                "{\"items\":[{\"kind\":\"contact\",\"id\":\"%s\",\"responsibleId\":null,\"clientStatus\":\"CLIENT\"}]}"
                                        .formatted(contact)));
        String deal = "deal-" + phone;
        journal.say(
                Topics.DEALS,
                "deal/" + deal,
                1,
                new DealCreated(
                        "Повторная " + phone,
                        null,
                        true,
                        null,
                        null,
                        null,
                        List.of(contact),
                        MANAGER1.id(),
                        MANAGER1.id(),
                        List.of()));
        await().until(() ->
                as(HEAD).get("/api/leads/duplicates?phone=" + phone).body().contains(deal));
        assertThat(isLead(asks(phone, "нужен ещё один сайт"))).isTrue();
    }
}
