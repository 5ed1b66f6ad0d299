package crm.activity.page;

import crm.activity.activity.ActivityType;
import crm.activity.activity.ActivityView;
import crm.activity.activity.State;
import crm.activity.card.Card;
import crm.activity.card.CardAccess;
import crm.activity.card.Cards;
import crm.activity.meeting.Rooms;
import crm.activity.timeline.Waiting;
import crm.activity.timeline.Waits;
import crm.events.CardKind;
import crm.events.CardRef;
import crm.platform.remote.References.Label;
import crm.platform.security.By;
import crm.ui.Link;
import crm.ui.Ru;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The rows of «Мой день» (T-9): what is to be done, with whom, how he is reached, what else may be done about it. */
@Component
class Todos {
    private static final String NO_TITLE = "Карточка";

    private final Cards cards;
    private final Waiting waiting;
    private final ClientPeople clientPeople;
    private final Sentences sentences;
    private final Ru ru;

    Todos(Cards cards, Waiting waiting, ClientPeople clientPeople, Sentences sentences, Ru ru) {
        this.cards = cards;
        this.waiting = waiting;
        this.clientPeople = clientPeople;
        this.sentences = sentences;
        this.ru = ru;
    }

    /**
     * One thing to do; {@code kind} and {@code stage} are of its card.
     *
     * @param who with whom it is; of a task who gave it, of a wait the how-manieth it is
     * @param phone one that is shown whole
     * @param room where an online meeting is
     * @param movable whether he may put it off, being more than asked into the card (P-3)
     * @param menu what else may be done
     */
    record Todo(
            String id,
            String time,
            String type,
            @Nullable String text,
            String cardTitle,
            String cardUrl,
            String kind,
            @Nullable String stage,
            @Nullable String who,
            @Nullable String phone,
            @Nullable String room,
            boolean movable,
            List<Link> menu,
            boolean done) {}

    /** What rows show of others, asked once for the whole page. */
    record Around(
            Map<String, Card> cards,
            Map<String, List<CardRef>> clients,
            Map<String, Label> names,
            Map<String, Waits> waits) {}

    Around around(Collection<ActivityView> views, By by) {
        List<String> refs = views.stream().map(ActivityView::card).distinct().toList();
        Map<String, Card> known = cards.findAll(refs);
        Map<String, List<CardRef>> clients = new HashMap<>(cards.clientsOf(refs));
        // a contact's or company's own card is about itself
        refs.stream()
                .map(CardRef::of)
                .filter(ref -> !TimelinePages.hasStages(ref))
                .forEach(ref -> clients.put(ref.toString(), List.of(ref)));
        List<CardRef> shown = views.stream()
                .flatMap(view -> people(view, clients).stream())
                .distinct()
                .toList();
        List<Card> waited = views.stream()
                .filter(Todos::isWait)
                .map(view -> known.get(view.card()))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return new Around(known, clients, clientPeople.named(shown, by), waiting.on(waited));
    }

    /** The client's people who take part, else the card's main contact, else its company. */
    private static List<CardRef> people(ActivityView view, Map<String, List<CardRef>> clients) {
        if (!view.contactIds().isEmpty()) {
            return view.contactIds().stream()
                    .map(id -> new CardRef(CardKind.CONTACT, id))
                    .toList();
        }
        return clients.getOrDefault(view.card(), List.of()).stream().limit(1).toList();
    }

    private static boolean isWait(ActivityView view) {
        return view.type().equals(ActivityType.WAIT.name());
    }

    Todo todo(ActivityView view, Around around, boolean timeOnly, By by) {
        CardRef ref = CardRef.of(view.card());
        Card card = around.cards().get(view.card());
        List<Label> people = people(view, around.clients()).stream()
                .map(person -> around.names().get(person.id()))
                .filter(Objects::nonNull)
                .toList();
        boolean movable = card != null && CardAccess.shows(card, by, Set.of());
        String url = TimelinePages.url(ref);
        return new Todo(
                view.id(),
                at(view, timeOnly),
                view.type(),
                view.text(),
                title(card, ref, people),
                url,
                ref.kind().code(),
                card == null ? null : card.stage(),
                who(view, people, around.waits().get(view.card())),
                phone(view, people),
                view.link() != null && Rooms.isLink(view.link()) ? view.link() : null,
                movable,
                menu(view, url, movable),
                view.state() == State.CLOSED);
    }

    private String at(ActivityView view, boolean timeOnly) {
        if (view.dueAt() == null) {
            return "";
        }
        return timeOnly ? ru.time(view.dueAt()) : ru.date(view.dueAt()).substring(0, 5);
    }

    private static String title(@Nullable Card card, CardRef ref, List<Label> people) {
        return ref.kind() == CardKind.CONTACT && people.size() == 1
                ? people.getFirst().label()
                : title(card);
    }

    static String title(@Nullable Card card) {
        return card == null || card.title() == null ? NO_TITLE : card.title();
    }

    private @Nullable String who(ActivityView view, List<Label> people, @Nullable Waits waits) {
        if (isWait(view) && waits != null) {
            return "ждём " + waits.times() + "-й раз"
                    + (waits.together().toDays() > 0 ? ", " + ru.span(waits.together()) : "");
        }
        String giver = sentences.name(view.createdBy());
        if (view.type().equals(ActivityType.TASK.name())
                && !giver.isEmpty()
                && !view.createdBy().equals(view.responsibleId())) {
            return "постановщик " + giver;
        }
        boolean alone = people.size() + view.participants().size() == 1;
        return Stream.concat(
                        people.stream().map(person -> named(person, alone)),
                        view.participants().stream().map(sentences::name))
                .filter(name -> !name.isBlank())
                .collect(Collectors.joining(", "));
    }

    private String named(Label person, boolean alone) {
        // a whole name of three words would push what stands behind it out of the column
        boolean whole = alone && person.label().split(" ").length < 3;
        return (whole ? person.label() : ru.shortName(person.label())) + (alone && person.decides() ? ", ЛПР" : "");
    }

    private @Nullable String phone(ActivityView view, List<Label> people) {
        return Stream.concat(Stream.ofNullable(view.phone()), people.stream().map(Label::phone))
                .filter(phone -> phone != null && !phone.isBlank() && !ru.masked(phone))
                .findFirst()
                .orElse(null);
    }

    private static List<Link> menu(ActivityView view, String cardUrl, boolean movable) {
        String base = "/activities/" + view.id();
        List<Link> menu = new ArrayList<>(List.of(Link.page("Открыть карточку", "external-link", cardUrl)));
        if (movable) {
            menu.addAll(TimelinePages.changes(base));
        }
        if (ActivityType.valueOf(view.type()).isMeeting()) {
            menu.add(Link.page("Приглашение", "calendar", base + "/invitation.ics"));
        }
        return menu;
    }
}
