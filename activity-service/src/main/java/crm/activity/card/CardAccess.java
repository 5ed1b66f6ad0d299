package crm.activity.card;

import crm.events.CardKind;
import crm.events.CardRef;
import crm.platform.card.MergedClients;
import crm.platform.refusal.Refusals;
import crm.platform.refusal.Refused;
import crm.platform.remote.Remote;
import crm.platform.remote.Remotes;
import crm.platform.security.By;
import crm.platform.security.Role;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Who may see a card, and so its timeline (P-1, P-3). Decided by what events have told and by who is asked into the card here;
 * when that does not (yet) allow, the card's owner is asked with the caller's token, so that one reads what one has just
 * written.
 */
@Component
public class CardAccess {
    private static final Map<CardKind, String> ADDRESSES = new EnumMap<>(Map.of(
            CardKind.LEAD, "/api/leads/",
            CardKind.DEAL, "/api/deals/",
            CardKind.CONTACT, "/api/contacts/",
            CardKind.COMPANY, "/api/companies/"));
    private static final Map<CardKind, Set<Role>> TIMELINE_OF = new EnumMap<>(Map.of(
            CardKind.LEAD, Set.of(Role.SALES_MANAGER, Role.SALES_HEAD, Role.DIRECTOR),
            CardKind.DEAL,
                    Set.of(Role.SALES_MANAGER, Role.SALES_HEAD, Role.DIRECTOR, Role.ACCOUNT_MANAGER, Role.BACK_OFFICE),
            CardKind.CONTACT,
                    Set.of(Role.SALES_MANAGER, Role.SALES_HEAD, Role.DIRECTOR, Role.ACCOUNT_MANAGER, Role.BACK_OFFICE),
            CardKind.COMPANY,
                    Set.of(
                            Role.SALES_MANAGER,
                            Role.SALES_HEAD,
                            Role.DIRECTOR,
                            Role.ACCOUNT_MANAGER,
                            Role.BACK_OFFICE)));

    /** Stages in which the documents desk sees a deal. */
    private static final Set<String> CONTRACTED = Set.of("CONTRACT", "WON");

    private final Cards cards;
    private final Asked asked;
    private final MergedClients merged;
    private final Map<CardKind, Remote> owners;

    CardAccess(Cards cards, Asked asked, MergedClients merged, Remotes remotes) {
        this.cards = cards;
        this.asked = asked;
        this.merged = merged;
        this.owners = Map.of(
                CardKind.LEAD, remotes.asCaller("leads"),
                CardKind.DEAL, remotes.asCaller("deals"),
                CardKind.CONTACT, remotes.asCaller("directory"),
                CardKind.COMPANY, remotes.asCaller("directory"));
    }

    /**
     * The card, if this reader may see its timeline; of a client that was merged the one it turned out to be (D-3).
     *
     * @throws Refused 404 when there is none for him, 503 when only its owner could tell and is away
     */
    public Card visible(CardRef asked, By by) {
        return shown(asked, by).orElseThrow(Refusals::notFound);
    }

    /** Whether its timeline is shown to him. */
    public boolean isShown(CardRef ref, By by) {
        return shown(ref, by).isPresent();
    }

    private Optional<Card> shown(CardRef asked, By by) {
        CardRef ref = merged.now(asked);
        return cards.find(ref)
                .filter(known -> allows(known, by) || this.asked.asks(ref, by))
                .or(() -> byItsOwner(ref, by));
    }

    /** What the card's owner says, when this reader sees it by his role: being asked into it is known better here. */
    private Optional<Card> byItsOwner(CardRef ref, By by) {
        if (TIMELINE_OF.get(ref.kind()).stream().noneMatch(by::is)) {
            return Optional.empty();
        }
        return told(ref).filter(card -> allows(card, by));
    }

    private Optional<Card> told(CardRef ref) {
        return owners.get(ref.kind())
                .ask(client -> client.get()
                        .uri(ADDRESSES.get(ref.kind()) + "{id}", ref.id())
                        .retrieve()
                        .body(JsonNode.class))
                .map(told -> new Card(
                        ref,
                        text(
                                told,
                                ref.kind() == CardKind.COMPANY
                                        ? "name"
                                        : ref.kind() == CardKind.CONTACT ? "fullName" : "title"),
                        text(told, "responsibleId"),
                        text(told, "stage"),
                        text(told, "leadId"),
                        text(told, "dealId"),
                        CONTRACTED.contains(told.path("stage").asString("")),
                        null));
    }

    /** Whether he sees the card by his role, not only because he is asked into it (P-3): then he may do more than comment. */
    public boolean works(CardRef card, By by) {
        CardRef ref = merged.now(card);
        return cards.find(ref).filter(known -> allows(known, by)).isPresent()
                || byItsOwner(ref, by).isPresent();
    }

    /**
     * Whether the timeline of a card is shown to him, as far as events have told.
     *
     * @param asked who is asked into it (P-3)
     */
    public static boolean shows(Card card, By by, Set<String> asked) {
        return allows(card, by) || (Asked.canBe(by) && asked.contains(by.id()));
    }

    /** The call-centre's operator sees title and stage of the leads he entered. */
    public static boolean entered(Card card, By by) {
        return card.ref().kind() == CardKind.LEAD
                && by.is(Role.CALL_CENTER)
                && by.id().equals(card.createdBy());
    }

    private static @org.jspecify.annotations.Nullable String text(JsonNode told, String field) {
        return told.path(field).asString(null);
    }

    private static boolean allows(Card card, By by) {
        if (by.leads()) {
            return true;
        }
        if (TIMELINE_OF.get(card.ref().kind()).stream().noneMatch(by::is)) {
            return false;
        }
        boolean own = by.is(Role.SALES_MANAGER) && by.id().equals(card.responsibleId());
        return switch (card.ref().kind()) {
            case LEAD -> own;
            case DEAL ->
                own
                        || (by.is(Role.ACCOUNT_MANAGER) && "WON".equals(card.stage()))
                        || (by.is(Role.BACK_OFFICE) && card.contracted());
            case CONTACT, COMPANY -> true;
        };
    }
}
