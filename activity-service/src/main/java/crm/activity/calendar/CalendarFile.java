package crm.activity.calendar;

import crm.activity.activity.ActivityView;
import crm.activity.card.Card;
import crm.activity.card.CardAccess;
import crm.activity.card.Cards;
import crm.platform.employee.Employees;
import crm.platform.refusal.Problems;
import crm.platform.remote.References;
import crm.platform.remote.References.Label;
import crm.platform.security.By;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.property.Description;
import net.fortuna.ical4j.model.property.Location;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.Url;
import net.fortuna.ical4j.model.property.immutable.ImmutableCalScale;
import net.fortuna.ical4j.model.property.immutable.ImmutableMethod;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** Activities as iCalendar (RFC 5545): all of an employee for himself, or one meeting for those who are invited. */
@Component
public class CalendarFile {
    public static final MediaType TYPE = new MediaType("text", "calendar", StandardCharsets.UTF_8);
    private static final Duration LONG = Duration.ofMinutes(30);

    private final Cards cards;
    private final Employees employees;
    private final References references;
    private final Problems words;
    private final String site;

    CalendarFile(
            Cards cards,
            Employees employees,
            References references,
            Problems words,
            @Value("${crm.public-url}") String site) {
        this.cards = cards;
        this.employees = employees;
        this.references = references;
        this.words = words;
        this.site = site;
    }

    /** What is open for an employee, with what it is about and who takes part. */
    String of(List<ActivityView> open, By by) {
        Map<String, Card> known =
                cards.findAll(open.stream().map(ActivityView::card).distinct().toList());
        List<String> contacts = open.stream()
                .flatMap(view -> view.contactIds().stream())
                .distinct()
                .toList();
        Map<String, Label> names = contacts.isEmpty() ? Map.of() : references.labels(by.id(), contacts, List.of());
        Calendar calendar = empty();
        for (ActivityView view : open) {
            Card card = known.get(view.card());
            // what is his own is open to him, and with it its card (P-3)
            boolean shown = card != null && CardAccess.shows(card, by, Set.of(by.id()));
            VEvent event = event(view, shown ? card.title() : null);
            String about = about(view, names);
            if (!about.isEmpty()) {
                event.add(new Description(about));
            }
            event.add(new Url(URI.create(site + "/my-day")));
            calendar.add(event);
        }
        return calendar.toString();
    }

    /**
     * One meeting for whoever is invited, from within or without: when and where, nothing of what is written about it.
     *
     * @param title what the meeting is called beside its kind; null for a file that leaves the company
     */
    public String invitation(ActivityView meeting, @Nullable String title) {
        Calendar calendar = empty();
        calendar.add(ImmutableMethod.PUBLISH);
        calendar.add(event(meeting, title));
        return calendar.toString();
    }

    private static Calendar empty() {
        Calendar calendar = new Calendar();
        calendar.add(new ProdId("-//CRM//activities//RU"));
        calendar.add(ImmutableVersion.VERSION_2_0);
        calendar.add(ImmutableCalScale.GREGORIAN);
        return calendar;
    }

    private VEvent event(ActivityView view, @Nullable String title) {
        String kind = words.words("activity." + view.type());
        VEvent event = new VEvent(view.dueAt(), LONG, title == null ? kind : kind + ": " + title);
        event.add(new Uid(view.id()));
        String place = view.place() != null ? view.place() : view.link();
        if (place != null) {
            event.add(new Location(place));
        }
        return event;
    }

    private String about(ActivityView view, Map<String, Label> names) {
        List<String> people = new ArrayList<>();
        view.participants().stream().map(employees::nameOf).forEach(people::add);
        view.contactIds().stream()
                .map(names::get)
                .filter(Objects::nonNull)
                .map(Label::label)
                .forEach(people::add);
        List<String> lines = new ArrayList<>();
        if (view.text() != null) {
            lines.add(view.text());
        }
        if (!people.isEmpty()) {
            lines.add(words.words("calendar.people", String.join(", ", people)));
        }
        if (view.place() != null && view.link() != null) {
            lines.add(view.link());
        }
        return String.join("\n", lines);
    }
}
