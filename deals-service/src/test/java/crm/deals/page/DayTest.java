package crm.deals.page;

import static crm.testing.User.HEAD;
import static crm.testing.User.MANAGER1;
import static crm.testing.User.MANAGER2;
import static org.assertj.core.api.Assertions.assertThat;

import crm.deals.deal.DealQueries;
import crm.deals.deal.DealQueries.Paid;
import crm.platform.security.By;
import crm.platform.security.Role;
import crm.testing.Caller;
import crm.testing.CrmTest;
import crm.testing.User;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;

@CrmTest
@DisplayName("What «Мой день» shows of deals")
class DayTest {
    @LocalServerPort
    private int port;

    @Autowired
    private DealQueries queries;

    @Autowired
    private MongoTemplate mongo;

    private static By as(User user, Role role) {
        return new By(user.id(), user.fullName(), Set.of(role));
    }

    private static Document payment(String amount, LocalDate on) {
        return new Document("paymentId", UUID.randomUUID().toString())
                .append("amount", Decimal128.parse(amount))
                .append("paidOn", on.toString());
    }

    /** As the store has them; only what is summed up matters. */
    private void deal(User responsible, Document... payments) {
        mongo.getCollection("deals")
                .insertOne(new Document("_id", UUID.randomUUID().toString())
                        .append("number", System.nanoTime())
                        .append("responsibleId", responsible.id())
                        .append("payments", List.of(payments)));
    }

    @Test
    @DisplayName(
            "T-9 S-3 what was paid in a time, to the kopeck, each payment once; voided ones do not count; of the head's all")
    void paid() {
        LocalDate first = LocalDate.of(2019, 3, 1);
        LocalDate last = LocalDate.of(2019, 3, 31);
        deal(
                MANAGER1,
                payment("0.10", first),
                payment("0.20", last),
                payment("100000.00", last.plusDays(1)),
                payment("77.77", first).append("voided", "ошибка"));
        deal(MANAGER1, payment("999999999.99", first.plusDays(9)));
        deal(MANAGER2, payment("5.00", first.plusDays(9)));
        assertThat(queries.paid(first, last, as(MANAGER1, Role.SALES_MANAGER)))
                .isEqualTo(new Paid(new BigDecimal("1000000000.29"), 3));
        assertThat(queries.paid(first, last, as(User.HEAD, Role.SALES_HEAD)))
                .isEqualTo(new Paid(new BigDecimal("1000000005.29"), 4));
        assertThat(queries.paid(first.minusYears(1), last.minusYears(1), as(MANAGER1, Role.SALES_MANAGER)))
                .isEqualTo(new Paid(new BigDecimal("0.00"), 0));
        mongo.getCollection("deals").deleteMany(new Document("title", null));
    }

    @Test
    @DisplayName("T-9 the tiles name the month, and lead to the deals without a next step")
    void tiles() {
        String body = Caller.as(MANAGER1, port)
                .with("Accept", "text/html")
                .get("/deals/day")
                .body();
        assertThat(body)
                .contains("Сделки без задач", "/deals/list?withoutActivity=true&amp;responsible=me", "Оплачено в ");
    }

    private void plan(String roubles) {
        assertThat(Caller.as(HEAD, port)
                        .form("/admin/deals-service/settings/month-plan", "value=" + roubles)
                        .status())
                .isEqualTo(204);
    }

    private String tiles(User user) {
        return Caller.as(user, port)
                .with("Accept", "text/html")
                .get("/deals/day")
                .body()
                .replace('\u00a0', ' ');
    }

    @Test
    @DisplayName(
            "T-9 the month's plan stands beside what is paid, once the head has set one; the head's is of all managers")
    void month_plan() {
        // nobody has sold anything yet
        mongo.getCollection("deals").deleteMany(new Document());
        assertThat(tiles(MANAGER1)).doesNotContain("план ");
        LocalDate today = LocalDate.now(ZoneId.of("Europe/Moscow"));
        deal(MANAGER1, payment("1999999.99", today));
        plan("2000000");
        assertThat(tiles(MANAGER1)).contains("план 2 000 000 ₽, сделано 99 %");
        assertThat(tiles(MANAGER2)).contains("план 2 000 000 ₽, сделано 0 %");
        assertThat(tiles(HEAD)).contains("план ").doesNotContain("план 2 000 000 ₽");
        plan("0");
        assertThat(tiles(MANAGER1)).doesNotContain("план ");
        mongo.getCollection("deals").deleteMany(new Document("title", null));
    }
}
