package crm.platform.card;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import crm.events.CardKind;
import crm.events.CardRef;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.security.Role;
import crm.platform.store.Aggregate;
import crm.platform.store.AggregateStore;
import crm.platform.store.Cursor;
import crm.platform.web.Page;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The leads or deals that name a contact or company, the newest first: part of what he is to us (D-10). Whoever sees clients is
 * given all of them; what he may see of each the card's owner decides.
 */
public final class CardsOfClient<A extends Aggregate> {
    private static final Cursor NEWEST = new Cursor("createdAt", true);
    private static final int SHOWN = 10;

    private final CardTable<A> table;
    private final MergedClients merged;
    private final List<String> open;
    private final List<String> shown;

    /**
     * @param open the open stages' names
     * @param ended those of the others that are shown too: a lead that has become a deal is the deal's business
     */
    public CardsOfClient(
            AggregateStore<A> store,
            MergedClients merged,
            Collection<String> open,
            Collection<String> ended,
            Clock clock,
            ZoneId zone) {
        this.table = new CardTable<>(store, null, clock, zone);
        this.merged = merged;
        this.open = List.copyOf(open);
        this.shown = Stream.concat(open.stream(), ended.stream()).toList();
    }

    /**
     * Some of them.
     *
     * @param client as he is called now
     * @param open how many are in work, counted up to {@value Page#COUNTED}
     * @param closed how many have ended, counted likewise
     */
    public record Found<A>(
            CardRef client, List<A> items, @Nullable String nextCursor, long open, long closed) {}

    /** @throws crm.platform.refusal.Refused 403 for who does not see clients, 400 for what is no contact and no company */
    public Found<A> of(String client, @Nullable String cursor, By by) {
        if (!by.leads() && !by.isAny(Role.SALES_MANAGER, Role.ACCOUNT_MANAGER, Role.BACK_OFFICE)) {
            throw Refusals.forbidden();
        }
        CardRef now = merged.now(client(client));
        Bson naming = eq(now.kind() == CardKind.CONTACT ? "contacts._id" : "companyId", now.id());
        Bson all = and(naming, in("stage", shown));
        Page<A> page = table.page(all, NEWEST, cursor, SHOWN);
        long inWork = table.count(and(naming, in("stage", open)), Page.COUNTED);
        return new Found<>(now, page.items(), page.nextCursor(), inWork, table.count(all, Page.COUNTED) - inWork);
    }

    private static CardRef client(String text) {
        try {
            CardRef ref = CardRef.of(text);
            if (ref.kind() == CardKind.CONTACT || ref.kind() == CardKind.COMPANY) {
                return ref;
            }
        } catch (IllegalArgumentException notACard) {
            throw Refusals.malformed("card", text);
        }
        throw Refusals.malformed("card", text);
    }
}
