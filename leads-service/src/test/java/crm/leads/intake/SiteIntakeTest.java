package crm.leads.intake;

import static crm.testing.User.HEAD;
import static org.assertj.core.api.Assertions.assertThat;

import crm.testing.Caller;
import crm.testing.Caller.Answer;
import crm.testing.CrmTest;
import crm.testing.Stack;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@CrmTest
@DisplayName("The site's form (I-2)")
class SiteIntakeTest {
    private static final String FORM = "/intake/site/local-intake-key";

    @LocalServerPort
    private int port;

    private Caller site() {
        return Caller.anonymous(port);
    }

    private Answer lead(String id) {
        return Caller.as(HEAD, port).get("/api/leads/" + id);
    }

    @Test
    @DisplayName("I-2 L-1 L-6 makes a lead without responsible, its source locked, page and UTM in the details")
    void json() {
        Answer answer = site().post(
                        FORM,
                        Map.of(
                                "name", "Константин",
                                "phone", "8 343 288-70-14",
                                "comment", "нужен сайт",
                                "page", "https://agency.example/seo",
                                "utm_source", "yandex",
                                "consent", true,
                                "budget", 100));
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        var lead = lead(answer.text("id")).json();
        assertThat(lead.path("title").asString())
                .isEqualTo("Заявка с сайта №" + lead.path("number").asLong());
        assertThat(lead.path("source").asString()).isEqualTo("SITE");
        assertThat(lead.path("sourceLocked").asBoolean()).isTrue();
        assertThat(lead.path("sourceDetails").asString())
                .contains("page=https://agency.example/seo", "utm_source=yandex");
        assertThat(lead.path("applicant").path("phone").asString()).isEqualTo("8 343 288-70-14");
        assertThat(lead.path("comment").asString()).contains("нужен сайт", "budget: 100");
        assertThat(lead.path("responsibleId").isNull()).isTrue();
        assertThat(Stack.running()
                        .journal()
                        .await(answer.text("id"), "LeadCreated")
                        .data()
                        .toString())
                .doesNotContain("Константин", "288-70-14", "нужен сайт");
    }

    @Test
    @DisplayName("I-2 takes an HTML form too; the company names the lead")
    void form() {
        Answer answer = site().form(FORM, "company=%D0%9D%D1%8D%D0%B9%D0%BC&consent=on&name=Ivan");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(lead(answer.text("id")).text("title")).isEqualTo("Нэйм");
    }

    @Test
    @DisplayName("I-2 a form sent twice with its request key is one lead")
    void keyed_form() {
        Caller keyed =
                site().with("Idempotency-Key", java.util.UUID.randomUUID().toString());
        Answer first = keyed.form(FORM, "company=Twice&consent=on");
        assertThat(first.status()).as(first.body()).isEqualTo(202);
        assertThat(keyed.form(FORM, "company=Twice&consent=on").text("id")).isEqualTo(first.text("id"));
        assertThat(keyed.form(FORM, "company=Other&consent=on").code()).isEqualTo("request.key-reused");
        assertThat(lead(first.text("id")).text("title")).isEqualTo("Twice");
    }

    @Test
    @DisplayName("I-2 refuses a wrong key, missing consent and too much, nothing else")
    void refusals() {
        assertThat(site().post("/intake/site/wrong", Map.of("consent", true)).status())
                .isEqualTo(403);
        assertThat(site().post(FORM, Map.of("name", "x")).code()).isEqualTo("intake.consent");
        assertThat(site().post(FORM, "{это не JSON").code()).isEqualTo("intake.consent");
        assertThat(site().post(FORM, Map.of("consent", true, "comment", "я".repeat(50_000)))
                        .status())
                .isEqualTo(413);
        Answer long_ = site().post(FORM, Map.of("consent", true, "name", "<b>" + "я".repeat(500), "phone", 8343));
        assertThat(long_.status()).isEqualTo(202);
        assertThat(lead(long_.text("id")).text("comment")).contains("name: <b>яяя");
    }

    @Test
    @DisplayName("I-2 a robot that fills the hidden field gets an answer and no lead")
    void honeypot() {
        Answer answer = site().post(FORM, Map.of("consent", true, "website", "http://spam"));
        assertThat(answer.status()).isEqualTo(202);
        assertThat(lead(answer.text("id")).status()).isEqualTo(404);
    }

    @Test
    @DisplayName("I-2 CORS is answered for the site's own origins only")
    void cors() {
        Caller own = site().with("Origin", "http://localhost:8080");
        assertThat(own.post(FORM, Map.of("consent", true)).header("Access-Control-Allow-Origin"))
                .isEqualTo("http://localhost:8080");
        Caller foreign = site().with("Origin", "http://evil.example");
        assertThat(foreign.post(FORM, Map.of("consent", true)).header("Access-Control-Allow-Origin"))
                .isEmpty();
    }

    @Test
    @DisplayName("I-2 a form with files' encoding is read too; consent is kept with its time")
    void multipart() {
        Answer answer = site().send(
                        "POST",
                        FORM,
                        "--part\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nИван\r\n--part\r\n"
                                + "Content-Disposition: form-data; name=\"consent\"\r\n\r\non\r\n--part--\r\n",
                        "multipart/form-data; boundary=part");
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(Caller.as(HEAD, port)
                        .with("Accept", "text/html")
                        .get("/leads/" + answer.text("id"))
                        .body())
                .contains("Иван", "согласие на обработку персональных данных");
    }

    @Test
    @DisplayName("I-2 the ready form passes on its tags, keeps what was typed without consent, and thanks with it")
    void ready_form() {
        Caller browser = site().with("Accept", "text/html");
        assertThat(browser.get("/intake/form/local-intake-key?utm_source=yandex")
                        .body())
                .contains("name=\"utm_source\" value=\"yandex\"");
        Answer without = browser.form("/intake/form/local-intake-key", "name=Olga&utm_source=vk");
        assertThat(without.status()).isEqualTo(422);
        assertThat(without.body()).contains("Olga", "value=\"vk\"", "согласие");
        assertThat(browser.form("/intake/form/local-intake-key", "name=Olga&consent=true")
                        .body())
                .contains("заявка принята");
        assertThat(browser.get("/intake/form/stolen").status()).isEqualTo(403);
    }
}
