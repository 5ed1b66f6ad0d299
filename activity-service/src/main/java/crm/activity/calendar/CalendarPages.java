package crm.activity.calendar;

import crm.activity.activity.Activities;
import crm.activity.activity.Activity;
import crm.activity.activity.ActivityView;
import crm.activity.timeline.Feed;
import crm.platform.employee.Employee;
import crm.platform.employee.Employees;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.ui.HxTrigger;
import crm.ui.dialog.Dialog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The calendar's address, and what stands behind it: what is open, a month back and half a year on. One meeting as a file. */
@Controller
class CalendarPages {
    private static final Duration BACK = Duration.ofDays(30);
    private static final Duration AHEAD = Duration.ofDays(180);

    private final Addresses addresses;
    private final Feed feed;
    private final Activities activities;
    private final CalendarFile file;
    private final Employees employees;
    private final Clock clock;
    private final String site;

    CalendarPages(
            Addresses addresses,
            Feed feed,
            Activities activities,
            CalendarFile file,
            Employees employees,
            Clock clock,
            @Value("${crm.public-url}") String site) {
        this.addresses = addresses;
        this.feed = feed;
        this.activities = activities;
        this.file = file;
        this.employees = employees;
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
        return ResponseEntity.ok()
                .contentType(CalendarFile.TYPE)
                .cacheControl(CacheControl.noStore())
                .body(file.of(open, by));
    }

    /** A meeting's invitation, to be sent to whoever takes part (T-13). */
    @GetMapping("/activities/{id}/invitation.ics")
    ResponseEntity<String> invitation(@PathVariable String id, By by) {
        Activity meeting = activities.find(id, by);
        if (!meeting.type().isMeeting()) {
            throw Refusals.notFound();
        }
        return ResponseEntity.ok()
                .contentType(CalendarFile.TYPE)
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("invitation.ics")
                                .build()
                                .toString())
                .body(file.invitation(ActivityView.of(meeting), null));
    }
}
