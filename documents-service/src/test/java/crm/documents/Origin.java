package crm.documents;

import com.nimbusds.jwt.SignedJWT;
import crm.events.CardKind;
import crm.events.DealCreated;
import crm.events.StageChanged;
import crm.events.Topics;
import crm.testing.Caller;
import crm.testing.Stack;
import crm.testing.StandIns.Reply;
import crm.testing.StandIns.Request;
import crm.testing.User;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Speaks for deals-service and the directory: a deal as both its events and its API tell of it, and its company. */
public final class Origin {
    private final String id = UUID.randomUUID().toString();
    private final String company = UUID.randomUUID().toString();
    private final String title;
    private final User responsible;
    private String stage = "PREPARING_OFFER";
    private boolean contracted;
    private List<Map<String, Object>> lines =
            List.of(line("SEO", 40000.00, 3, 10, 108000.00), line("AUDIT", 17430.50, 1, 0, 17430.50));
    private double total = 125430.50;
    private final Map<String, Object> requisites = new LinkedHashMap<>();

    private Origin(String title, User responsible) {
        this.title = title;
        this.responsible = responsible;
        requisites.putAll(Map.of(
                "legalName", "Общество с ограниченной ответственностью «Ромашка & Ко»",
                "inn", "6678123459",
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
    }

    /** Not yet told of by any event: only its owner knows it. */
    public static Origin untold(String title, User responsible) {
        Origin deal = new Origin(title, responsible);
        Stack.running().others().when("/api/deals/" + deal.id, deal::deal);
        Stack.running().others().when("/api/companies/" + deal.company, deal::company);
        return deal;
    }

    public static Origin of(String title, User responsible) {
        Origin deal = untold(title, responsible);
        deal.say(
                1,
                new DealCreated(
                        title,
                        null,
                        false,
                        "SITE",
                        null,
                        deal.company,
                        List.of(),
                        responsible.id(),
                        "system",
                        List.of()));
        return deal;
    }

    public Origin at(String next, long sequence) {
        String before = stage;
        stage = next;
        contracted |= next.equals("CONTRACT") || next.equals("WON");
        say(
                sequence,
                new StageChanged(
                        CardKind.DEAL,
                        before,
                        next,
                        "person",
                        null,
                        null,
                        null,
                        responsible.id(),
                        null,
                        null,
                        1,
                        null,
                        null,
                        null,
                        company,
                        List.of()));
        return this;
    }

    private void say(long sequence, crm.events.DealEvent event) {
        Stack.running().journal().say(Topics.DEALS, card(), sequence, event);
    }

    public Origin without(String... names) {
        for (String name : names) {
            requisites.remove(name);
        }
        return this;
    }

    public Origin withoutLines() {
        lines = List.of();
        total = 0;
        return this;
    }

    public String id() {
        return id;
    }

    public String company() {
        return company;
    }

    public String card() {
        return "deal/" + id;
    }

    /** The directory is away from now on. */
    public void directoryAway() {
        Stack.running().others().when("/api/companies/" + company, request -> new Reply(503, "{}"));
    }

    private static Map<String, Object> line(
            String product, double price, double quantity, double discount, double total) {
        return Map.of("product", product, "price", price, "quantity", quantity, "discount", discount, "total", total);
    }

    private Reply deal(Request request) {
        String asks;
        List<String> roles;
        try {
            var claims = SignedJWT.parse(request.headers().get("authorization").substring("Bearer ".length()))
                    .getJWTClaimsSet();
            asks = claims.getSubject();
            roles = Caller.JSON
                    .valueToTree(claims.getClaim("realm_access"))
                    .path("roles")
                    .valueStream()
                    .map(role -> role.asString())
                    .toList();
        } catch (ParseException notAToken) {
            return new Reply(401, "{}");
        }
        boolean sees = roles.contains("sales-head")
                || roles.contains("director")
                || asks.equals(responsible.id())
                || (roles.contains("back-office") && contracted)
                || (roles.contains("account-manager") && stage.equals("WON"));
        if (!sees) {
            return new Reply(404, "{\"status\":404,\"code\":\"not-found\"}");
        }
        Map<String, Object> card = new LinkedHashMap<>(Map.of(
                "id",
                id,
                "number",
                387,
                "version",
                1,
                "title",
                title,
                "stage",
                stage,
                "responsibleId",
                responsible.id(),
                "companyId",
                company,
                "lines",
                lines,
                "total",
                total));
        return new Reply(200, Caller.JSON.writeValueAsString(card));
    }

    private Reply company(Request request) {
        Map<String, Object> card = Map.of(
                "id", company, "version", 1, "name", "Ромашка", "kindOfActivity", "цветы", "requisites", requisites);
        return new Reply(200, Caller.JSON.writeValueAsString(card));
    }
}
