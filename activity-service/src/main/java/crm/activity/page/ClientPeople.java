package crm.activity.page;

import crm.activity.activity.ActivityView;
import crm.events.CardKind;
import crm.events.CardRef;
import crm.platform.remote.References;
import crm.platform.remote.References.Label;
import crm.platform.security.By;
import crm.ui.form.Option;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The client's people who take part in activities, by their names: asked of the directory once for a page. */
@Component
class ClientPeople {
    private static final String NAMELESS = "Контакт";

    /** The directory names so many at once. */
    private static final int MOST = 500;

    private final References references;

    ClientPeople(References references) {
        this.references = references;
    }

    /** By id; while the directory is away there are none. */
    Map<String, Label> of(Collection<ActivityView> views, By by) {
        List<String> ids = views.stream()
                .flatMap(view -> view.contactIds().stream())
                .distinct()
                .toList();
        return ids.isEmpty() ? Map.of() : references.labels(by.id(), ids, List.of());
    }

    /** Contacts and companies by id, the first {@value #MOST}; while the directory is away there are none. */
    Map<String, Label> named(Collection<CardRef> clients, By by) {
        Map<CardKind, List<String>> ids = clients.stream()
                .distinct()
                .limit(MOST)
                .collect(Collectors.groupingBy(CardRef::kind, Collectors.mapping(CardRef::id, Collectors.toList())));
        return ids.isEmpty()
                ? Map.of()
                : references.labels(
                        by.id(),
                        ids.getOrDefault(CardKind.CONTACT, List.of()),
                        ids.getOrDefault(CardKind.COMPANY, List.of()));
    }

    /** Those of one activity, in its order. */
    static List<String> names(ActivityView view, Map<String, Label> known) {
        return view.contactIds().stream()
                .map(known::get)
                .filter(Objects::nonNull)
                .map(Label::label)
                .toList();
    }

    /** As they stand in a form's field, nameless ones too: leaving one out would take him off the activity. */
    List<Option> picked(List<String> ids, By by) {
        Map<String, Label> known = references.labels(by.id(), ids, List.of());
        return ids.stream()
                .map(id -> Option.of(
                        id, known.getOrDefault(id, new Label(NAMELESS, null)).label()))
                .toList();
    }
}
