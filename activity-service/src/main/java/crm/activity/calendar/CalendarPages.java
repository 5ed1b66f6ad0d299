package crm.activity.calendar;

import crm.activity.activity.ActivityView;
import crm.activity.card.Card;
import crm.activity.card.CardAccess;
import crm.activity.card.Cards;
import crm.activity.timeline.Feed;
import crm.platform.employee.Employee;
import crm.platform.employee.Employees;
import crm.platform.refusal.Problems;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.ui.HxTrigger;
import crm.ui.dialog.Dialog;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.property.Description;
import net.fortuna.ical4j.model.property.Location;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.Url;
import net.fortuna.ical4j.model.property.immutable.ImmutableCalScale;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The calendar's address, and what stands behind it: iCalendar (RFC 5545) of what is open, a month back and half a year on. */
@Controller
class CalendarPages {
    private static final Duration BACK = Duration.ofDays(30);
    private static final Duration AHEAD = Duration.ofDays(180);
    private static final Duration LONG = Duration.ofMinutes(30);
    private static final MediaType ICALENDAR = new MediaType("text", "calendar", StandardCharsets.UTF_8);

    private final Addresses addresses;
    private final Feed feed;
    private final Cards cards;
    private final Employees employees;
    private final Problems words;
    private final Clock clock;
    private final String site;

    CalendarPages(
            Addresses addresses,
            Feed feed,
            Cards cards,
            Employees employees,
            Problems words,
            Clock clock,
            @Value("${crm.public-url}") String site) {
        this.addresses = addresses;
        this.feed = feed;
        this.cards = cards;
        this.employees = employees;
        this.words = words;
        this.clock = clock;
        this.site = site;
    }

    @GetMapping("/my-day/calendar")
    String ask(By by, Model model) {
        needEmployee(by);
        model.addAttribute("dialog", dialog(addresses.since(by.id()).isPresent()));
        model.addAttribute("address", null);
        model.addAttribute("known", addresses.since(by.id()).isPresent());
        return "activity/calendar :: address(dialog=${dialog},address=${address},known=${known})";
    }

    private static Dialog dialog(boolean known) {
        return Dialog.of(
                "Мои дела в другом календаре",
                null,
                "/my-day/calendar",
                known ? "Сделать новый адрес" : "Сделать адрес");
    }

    /** The address is told in this answer and never again. */
    @PostMapping("/my-day/calendar")
    String renew(By by, Model model) {
        needEmployee(by);
        model.addAttribute("dialog", dialog(true));
        model.addAttribute("address", site + "/calendar/" + addresses.renew(by.id()) + ".ics");
        model.addAttribute("known", true);
        return "activity/calendar :: address(dialog=${dialog},address=${address},known=${known})";
    }

    @PostMapping("/my-day/calendar/revoke")
    ResponseEntity<Void> revoke(By by) {
        needEmployee(by);
        addresses.revoke(by.id());
        return ResponseEntity.noContent()
                .header(
                        HxTrigger.HEADER,
                        HxTrigger.said("Адрес больше не действует").value())
                .build();
    }

    private static void needEmployee(By by) {
        if (!by.isEmployee()) {
            throw Refusals.forbidden();
        }
    }

    /** Who knows the secret reads it, without a login; a dismissed employee's is dead. */
    @GetMapping("/calendar/{secret}.ics")
    ResponseEntity<String> calendar(@PathVariable String secret) {
        Employee owner = addresses
                .owner(secret)
                .flatMap(employees::find)
                .filter(Employee::isActive)
                .orElseThrow(Refusals::notFound);
        By by = new By(owner.id(), owner.fullName(), owner.roles());
        Instant now = clock.instant();
        List<ActivityView> open = feed.between(by, now.minus(BACK), now.plus(AHEAD));
        Map<String, Card> known =
                cards.findAll(open.stream().map(ActivityView::card).distinct().toList());
        Calendar calendar = new Calendar();
        calendar.add(new ProdId("-//CRM//activities//RU"));
        calendar.add(ImmutableVersion.VERSION_2_0);
        calendar.add(ImmutableCalScale.GREGORIAN);
        open.forEach(view -> calendar.add(event(view, known.get(view.card()), by)));
        return ResponseEntity.ok()
                .contentType(ICALENDAR)
                .cacheControl(CacheControl.noStore())
                .body(calendar.toString());
    }

    private VEvent event(ActivityView view, @Nullable Card card, By by) {
        // what is his own is open to him, and with it its card (P-3)
        boolean shown = card != null && CardAccess.shows(card, by, Set.of(by.id()));
        String title = words.words("activity." + view.type()) + (shown ? ": " + card.title() : "");
        VEvent event = new VEvent(view.dueAt(), LONG, title);
        event.add(new Uid(view.id()));
        if (view.text() != null) {
            event.add(new Description(view.text()));
        }
        String place = view.place() != null ? view.place() : view.link();
        if (place != null) {
            event.add(new Location(place));
        }
        event.add(new Url(URI.create(site + "/my-day")));
        return event;
    }
}
