package crm.directory.client;

import crm.events.CardKind;
import crm.platform.refusal.Refusals;
import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The two kinds of cards by their names in addresses. */
@Component
public class ClientKinds {
    private final Map<CardKind, ClientCards<?>> kinds = new EnumMap<>(CardKind.class);

    ClientKinds(List<ClientCards<?>> all) {
        all.forEach(cards -> kinds.put(cards.kind(), cards));
    }

    public ClientCards<?> of(CardKind kind) {
        ClientCards<?> cards = kinds.get(kind);
        if (cards == null) {
            throw Refusals.notFound();
        }
        return cards;
    }

    /** Those that a request's address is about: {@code /api/contacts/…}, {@code /companies/…}. */
    ClientCards<?> of(HttpServletRequest request) {
        String path = request.getRequestURI().replaceFirst("^/api", "");
        return of(path.startsWith("/contacts") ? CardKind.CONTACT : CardKind.COMPANY);
    }

    /** The address of a card's page. */
    public static String page(CardKind kind, String id) {
        return (kind == CardKind.CONTACT ? "/contacts/" : "/companies/") + id;
    }
}
