package crm.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crm.e2e.Api.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One of each kind of card, as full as cards are, made over the API by the first sales manager. */
final class SampleCards {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int[] INN_WEIGHTS = {2, 4, 10, 3, 5, 9, 4, 6, 8};
    private static final Map<String, String> REQUISITES = requisites();

    private final Api anna = Api.as("manager1");
    private final Map<String, String> ids = new HashMap<>();

    SampleCards() {
        String company = made(
                "/api/companies?confirmDuplicate=true",
                Map.of(
                        "name",
                        "ООО «Уралкомплект-Сервис и партнёры»",
                        "kindOfActivity",
                        "поставки комплектующих",
                        "phone",
                        "8 343 288-70-14",
                        "requisites",
                        REQUISITES));
        String contact = made(
                "/api/contacts?confirmDuplicate=true",
                Map.of(
                        "fullName",
                        "Верещагин Константин Петрович",
                        "position",
                        "коммерческий директор",
                        "decisionMaker",
                        true,
                        "companyIds",
                        List.of(company),
                        "phones",
                        List.of(Map.of("number", "8 343 288-70-14", "extension", "205"))));
        String lead =
                lead("Редизайн сайта и SEO для ТПК «Уралкомплект-Сервис и партнёры», второй год", contact, company);
        ids.put("lead", lead);
        ids.put("company", company);
        ids.put("contact", contact);
        ids.put("activity", firstCall(lead));
        ids.put("deal", deal(contact, company));
        ids.put("document", made("/api/documents", Map.of("card", "deal/" + ids.get("deal"), "kind", "CONTRACT_SEO")));
    }

    private String lead(String title, String contact, String company) {
        String lead = made(
                "/api/leads",
                Map.of(
                        "title",
                        title,
                        "source",
                        "SOCIAL",
                        "city",
                        "MOW",
                        "contactIds",
                        List.of(contact),
                        "companyId",
                        company));
        ok(anna.post("/api/leads/" + lead + "/stage", Map.of("to", "IN_WORK")));
        return lead;
    }

    private String firstCall(String lead) {
        ok(anna.post("/api/activities/comments", Map.of("card", "lead/" + lead, "text", "Прислали ТЗ на двух листах")));
        String open = "/api/activities?open=true&card=lead/" + lead;
        return await().atMost(SOON)
                .until(() -> anna.get(open).json().path("items").path(0), item -> !item.isMissingNode())
                .path("id")
                .asString();
    }

    private String deal(String contact, String company) {
        String lead = lead("Сайт-каталог электродвигателей", contact, company);
        String call = firstCall(lead);
        ok(anna.post(
                "/api/activities/" + call + "/close",
                Map.of(
                        "comment",
                        "Нужен каталог на 3 000 позиций",
                        "next",
                        Map.of(
                                "activity",
                                Map.of(
                                        "type",
                                        "MEETING",
                                        "dueAt",
                                        Instant.now().plus(Duration.ofDays(1)).toString(),
                                        "text",
                                        "Показать похожие каталоги")))));
        // a busy machine: the other service may be late
        String deal = ok(await().atMost(SOON)
                        .until(
                                () -> anna.post("/api/leads/" + lead + "/stage", Map.of("to", "CONVERTED")),
                                answer -> answer.status() != 503))
                .text("dealId");
        await().atMost(SOON).until(() -> anna.get("/api/deals/" + deal).status() == 200);
        ok(anna.put(
                "/api/deals/" + deal + "/lines",
                List.of(
                        Map.of("product", "SEO", "price", 40000, "quantity", 3, "discount", 10),
                        Map.of("product", "CUSTOM_SITE", "price", 430200.5, "quantity", 1))));
        ok(anna.post(
                "/api/deals/" + deal + "/payments",
                Map.of(
                        "amount",
                        215100,
                        "paidOn",
                        LocalDate.now(ZoneId.of("Europe/Moscow")).toString(),
                        "document",
                        "ПП 1187")));
        return deal;
    }

    /** An address with names of cards in braces, as {@code /leads/{lead}}. */
    String address(String template) {
        String address = template;
        for (Map.Entry<String, String> id : ids.entrySet()) {
            address = address.replace("{" + id.getKey() + "}", id.getValue());
        }
        return address;
    }

    private String made(String path, Map<String, ?> body) {
        return ok(anna.post(path, body)).text("id");
    }

    private static Answer ok(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
        return answer;
    }

    /** A valid ИНН that no company of another run has: there is one company of each. */
    static String freshInn() {
        String nine = "%09d".formatted(System.nanoTime() / 1000 % 1_000_000_000);
        int sum = 0;
        for (int i = 0; i < INN_WEIGHTS.length; i++) {
            sum += INN_WEIGHTS[i] * (nine.charAt(i) - '0');
        }
        return nine + sum % 11 % 10;
    }

    private static Map<String, String> requisites() {
        Map<String, String> requisites = new HashMap<>(Map.of(
                "legalName", "Общество с ограниченной ответственностью «Уралкомплект-Сервис и партнёры»",
                "inn", freshInn(),
                "kpp", "667801001",
                "ogrn", "1156658012345",
                "address", "620014, г. Екатеринбург, ул. Малышева, д. 51",
                "bank", "ПАО Сбербанк",
                "bik", "044525225",
                "account", "40702810738000024517",
                "correspondentAccount", "30101810400000000225"));
        requisites.putAll(Map.of(
                "signatory", "Щукина Анна Юрьевна",
                "signatoryGenitive", "Щукиной Анны Юрьевны",
                "signatoryPosition", "Коммерческий директор",
                "actsOnBasis", "Устава"));
        return requisites;
    }
}
