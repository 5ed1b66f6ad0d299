package crm.directory.client;

import crm.events.CardKind;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The faces of the two kinds by their names in addresses. */
@Component
class Faces {
    private final Map<CardKind, ClientFace<?>> faces = new EnumMap<>(CardKind.class);
    private final ClientKinds kinds;

    Faces(List<ClientFace<?>> all, ClientKinds kinds) {
        all.forEach(face -> faces.put(face.cards().kind(), face));
        this.kinds = kinds;
    }

    ClientFace<?> of(HttpServletRequest request) {
        return Objects.requireNonNull(faces.get(kinds.of(request).kind()));
    }

    Collection<ClientFace<?>> all() {
        return faces.values();
    }

    /** The names of companies whose ids a history has. */
    String titles(String ids) {
        List<String> wanted = List.of(ids.split(", "));
        Map<String, ? extends ClientCard<?>> known = kinds.of(CardKind.COMPANY).known(wanted);
        return wanted.stream()
                .map(id -> known.containsKey(id) ? known.get(id).title() : "—")
                .collect(Collectors.joining(", "));
    }
}
