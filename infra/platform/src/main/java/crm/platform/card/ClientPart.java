package crm.platform.card;

import crm.ui.Badge;
import crm.ui.Link;
import crm.ui.Person;
import crm.ui.Signal;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;

/**
 * The part of a contact's or company's page with the leads or deals that name it, as {@code card/of-client} draws it.
 *
 * @param kind lead or deal
 * @param title what they are called: Сделки
 * @param client whose page it is: {@code contact/…}
 * @param url where it comes from
 * @param moreUrl the next rows, null after the last
 * @param create how another one is begun, null for who may not
 */
public record ClientPart(
        String kind,
        String title,
        String client,
        String url,
        long open,
        long closed,
        List<Row> rows,
        @Nullable String moreUrl,
        @Nullable Link create) {

    /**
     * One card.
     *
     * @param face what this reader may see of it besides; null where that is its stage, its responsible and its year only
     */
    public record Row(
            String id,
            String stage,
            @Nullable Person responsible,
            int year,
            @Nullable Face face) {}

    /** @param sum null where it has none (yet) */
    public record Face(
            String url,
            String title,
            List<Badge> badges,
            @Nullable BigDecimal sum,
            @Nullable Signal next,
            Instant createdAt) {}

    public static <A> ClientPart of(
            String kind,
            String title,
            String url,
            CardsOfClient.Found<A> found,
            Function<A, Row> row,
            @Nullable Link create) {
        String own = url + "?card=" + found.client();
        return new ClientPart(
                kind,
                title,
                found.client().toString(),
                own,
                found.open(),
                found.closed(),
                found.items().stream().map(row).toList(),
                found.nextCursor() == null ? null : own + "&cursor=" + found.nextCursor(),
                create);
    }

    /** The view of the part, or of the rows that come next. */
    public String into(Model model, @Nullable String cursor) {
        model.addAttribute("part", this);
        return cursor == null ? "card/of-client :: part(part=${part})" : "card/of-client :: rows(part=${part})";
    }

    /** The year of a moment, where the department is. */
    public static int year(Instant moment, ZoneId zone) {
        return moment.atZone(zone).getYear();
    }

    public boolean hasSums() {
        return kind.equals("deal");
    }

    public boolean isEmpty() {
        return rows.isEmpty() && create == null;
    }
}
