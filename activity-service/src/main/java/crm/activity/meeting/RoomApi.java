package crm.activity.meeting;

import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.ui.HxTrigger;
import crm.ui.dialog.Dialog;
import crm.ui.form.Form;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** One's own room, over HTTP and in a dialog. */
@Controller
class RoomApi {
    private final Rooms rooms;

    RoomApi(Rooms rooms) {
        this.rooms = rooms;
    }

    /** @param link null for none */
    record Room(@Nullable String link) {}

    private static void needEmployee(By by) {
        if (!by.isEmployee()) {
            throw Refusals.forbidden();
        }
    }

    @GetMapping("/api/activities/room")
    @ResponseBody
    Room room(By by) {
        needEmployee(by);
        return new Room(rooms.of(by.id()).orElse(null));
    }

    @PutMapping("/api/activities/room")
    @ResponseBody
    Room keep(@RequestBody Room room, By by) {
        needEmployee(by);
        rooms.keep(by.id(), room.link());
        return room(by);
    }

    @GetMapping("/my-day/room")
    String ask(By by, Model model) {
        needEmployee(by);
        model.addAttribute(
                "dialog",
                Dialog.of("Моя комната для онлайн-встреч", null, "/my-day/room", "Сохранить")
                        .form(Form.EMPTY.with("link", rooms.of(by.id()).orElse(""))));
        return "activity/room :: room(dialog=${dialog})";
    }

    @PostMapping("/my-day/room")
    ResponseEntity<Void> keep(@RequestParam(defaultValue = "") String link, By by) {
        needEmployee(by);
        rooms.keep(by.id(), link);
        return ResponseEntity.noContent()
                .header(HxTrigger.HEADER, HxTrigger.said("Комната сохранена").value())
                .build();
    }
}
