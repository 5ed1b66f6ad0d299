package crm.leads.duplicate;

import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.Sorts;
import crm.leads.client.KnownClients;
import crm.leads.client.KnownClients.Client;
import crm.leads.client.KnownDeals;
import crm.leads.lead.Lead;
import crm.leads.lead.Leads;
import crm.platform.refusal.Fields;
import crm.platform.refusal.Refused;
import crm.platform.search.Words;
import crm.platform.security.By;
import crm.platform.security.Role;
import crm.platform.store.AggregateStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Looks for leads, deals, contacts and companies with the same phone, e-mail or company, or a similar title (L-16). Of what a
 * reader may not see he learns whose it is and how far it has come, nothing else.
 */
@Component
class Duplicates {
    private static final int MOST = 20;
    private static final int OF_EACH = 10;
    private static final int LONGEST = 500;
    private static final int FEWEST_LETTERS = 3;
    private static final int MOST_WORDS = 4;
    /** What many titles have says nothing. */
    private static final Set<String> EVERYBODYS = Set.of(
            "ооо",
            "зао",
            "оао",
            "пао",
            "нао",
            "компания",
            "компании",
            "фирма",
            "группа",
            "заявка",
            "сайта",
            "сайт",
            "лид",
            "новый",
            "новая",
            "звонок",
            "клиент",
            "для");

    private final AggregateStore<Lead> store;
    private final Leads leads;
    private final KnownDeals deals;
    private final KnownClients clients;

    Duplicates(AggregateStore<Lead> store, Leads leads, KnownDeals deals, KnownClients clients) {
        this.store = store;
        this.leads = leads;
        this.deals = deals;
        this.clients = clients;
    }

    /** What is being entered. */
    record Sought(
            @Nullable String phone,
            @Nullable String email,
            @Nullable String company,
            @Nullable String title,
            List<String> contactIds,
            List<String> companyIds) {
        Sought {
            new Fields()
                    .text("phone", phone, LONGEST)
                    .text("email", email, LONGEST)
                    .text("company", company, LONGEST)
                    .text("title", title, LONGEST)
                    .orRefuse();
        }
    }

    /**
     * Something that may be the same.
     *
     * @param id null when this reader may not see it; then it has no title either
     */
    record Found(
            String kind,
            @Nullable String id,
            @Nullable String title,
            @Nullable String responsibleId,
            @Nullable String stage,
            @Nullable String clientStatus) {}

    List<Found> of(Sought sought, By by) {
        List<String> contacts = new ArrayList<>(sought.contactIds());
        List<String> companies = new ArrayList<>(sought.companyIds());
        Map<String, Found> found = new LinkedHashMap<>();
        for (Client client : known(sought)) {
            (client.isContact() ? contacts : companies).add(client.id());
            boolean shown = by.leads() || by.is(Role.SALES_MANAGER);
            found.put(
                    client.kind() + client.id(),
                    new Found(
                            client.kind(),
                            shown ? client.id() : null,
                            null,
                            client.responsibleId(),
                            null,
                            client.clientStatus()));
        }
        List<Bson> similar = Stream.of(sought.title(), sought.company())
                .flatMap(text -> similar(text).stream())
                .toList();
        List<String> marks = Leads.marks(sought.phone(), sought.email());
        List<Bson> leadsLike = new ArrayList<>();
        if (!marks.isEmpty()) {
            leadsLike.add(in("enquiries.marks", marks));
        }
        if (!contacts.isEmpty() || !companies.isEmpty()) {
            leadsLike.add(or(in("contacts._id", contacts), in("companyId", companies)));
        }
        leadsLike.addAll(similar);
        leadsLike.forEach(like -> some(like).forEach(lead -> found.putIfAbsent("lead" + lead.id(), found(lead, by))));
        Stream.concat(
                        deals.with(contacts, companies).stream(),
                        similar.stream().flatMap(like -> deals.called(like).stream()))
                .limit(OF_EACH)
                .forEach(deal -> found.putIfAbsent("deal" + deal.id(), found(deal, by)));
        return found.values().stream().limit(MOST).toList();
    }

    private List<Client> known(Sought sought) {
        try {
            return clients.having(sought.phone(), sought.email(), sought.company());
        } catch (Refused away) {
            // what is known here is shown all the same; who is being entered is not held up
            return List.of();
        }
    }

    /** Cards whose title has all the telling words of a text; nothing if it has none. */
    private static Optional<Bson> similar(@Nullable String text) {
        List<String> words = Words.of(text).stream()
                .filter(word -> word.length() >= FEWEST_LETTERS && !EVERYBODYS.contains(word))
                .filter(word -> word.chars().anyMatch(Character::isLetter))
                .sorted(Comparator.comparingInt(String::length).reversed())
                .limit(MOST_WORDS)
                .toList();
        return words.isEmpty() ? Optional.empty() : Optional.of(Words.match("search", String.join(" ", words)));
    }

    private List<Lead> some(Bson like) {
        return like instanceof Document empty && empty.isEmpty()
                ? List.of()
                : store.collection()
                        .find(like)
                        .projection(AggregateStore.WITHOUT_BAGGAGE)
                        .sort(Sorts.descending("createdAt"))
                        .limit(OF_EACH)
                        .map(store::read)
                        .into(new ArrayList<>());
    }

    private Found found(Lead lead, By by) {
        boolean shown = leads.shows(lead, by);
        return new Found(
                "lead",
                shown ? lead.id() : null,
                shown ? lead.title() : null,
                lead.responsibleId(),
                lead.stage().name(),
                null);
    }

    private static Found found(KnownDeals.Deal deal, By by) {
        boolean shown = by.leads() || (by.is(Role.SALES_MANAGER) && by.id().equals(deal.responsibleId()));
        return new Found(
                "deal",
                shown ? deal.id() : null,
                shown ? deal.title() : null,
                deal.responsibleId(),
                deal.stage(),
                null);
    }
}
