package crm.platform.admin;

import crm.events.EventJson;
import crm.platform.consume.EventConsumer;
import crm.platform.consume.Parking;
import crm.platform.consume.Parking.Parked;
import crm.platform.refusal.Problems;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.security.Role;
import crm.ui.HxTrigger;
import crm.ui.dialog.Dialog;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /admin/{service}}: the dashboard of one service, for the administrator alone (I-4). */
@Controller
@RequestMapping("/admin/${spring.application.name}")
public class AdminPages {
    private final Dashboards dashboards;
    private final Parking parking;
    private final EventConsumer events;
    private final List<Dictionary> dictionaries;
    private final ObjectProvider<DictionaryEditor> editor;
    private final Tabs tabs;
    private final String url;
    private final Problems problems;
    private final String service;

    public AdminPages(
            Dashboards dashboards,
            Parking parking,
            EventConsumer events,
            ObjectProvider<Dictionary> dictionaries,
            ObjectProvider<DictionaryEditor> editor,
            Tabs tabs,
            Problems problems,
            @Value("${spring.application.name}") String service) {
        this.dashboards = dashboards;
        this.parking = parking;
        this.events = events;
        this.dictionaries = dictionaries.orderedStream().toList();
        this.problems = problems;
        this.service = service;
        this.editor = editor;
        this.tabs = tabs;
        this.url = tabs.url();
    }

    private void show(By by, Model model) {
        if (!by.is(Role.ADMIN)) {
            throw Refusals.forbidden();
        }
        model.addAttribute("service", service);
        model.addAttribute("url", url);
    }

    @GetMapping
    String dashboard(By by, Model model) {
        show(by, model);
        model.addAttribute("page", tabs.page("", by));
        model.addAttribute("board", dashboards.now());
        return "admin/dashboard";
    }

    /** What of the page changes by itself. */
    @GetMapping("/state")
    String state(By by, Model model) {
        show(by, model);
        model.addAttribute("board", dashboards.now());
        return "admin/dashboard :: state";
    }

    @GetMapping("/dictionaries")
    String dictionaries(By by, Model model) {
        show(by, model);
        model.addAttribute("page", tabs.page("dictionaries", by));
        model.addAttribute("dictionaries", dictionaries);
        model.addAttribute("editor", editor.getIfAvailable());
        return "admin/dictionaries";
    }

    /** A message as it came. Its data are cards' texts: only who may read those sees them. */
    @GetMapping("/parked/message")
    String message(@RequestParam String id, By by, Model model) {
        show(by, model);
        Parked parked = parking.find(id).orElseThrow(Refusals::notFound);
        model.addAttribute("dialog", Dialog.of("Сообщение", parked.topic(), null, ""));
        model.addAttribute("parked", parked);
        model.addAttribute("text", text(parked.value(), by.leads()));
        return "admin/message :: message(dialog=${dialog})";
    }

    private static String text(String value, boolean whole) {
        try {
            JsonNode event = EventJson.MAPPER.readTree(value);
            if (!whole && event instanceof ObjectNode envelope && envelope.has("data")) {
                envelope.put("data", "скрыто: видно тем, кто видит карточки");
            }
            return EventJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(event);
        } catch (JacksonException rubbish) {
            return whole ? value : "Это не событие; содержание скрыто.";
        }
    }

    @PostMapping("/parked/retry")
    ResponseEntity<Void> retry(@RequestParam String id, By by, Model model) {
        show(by, model);
        if (!parking.due(id)) {
            throw Refusals.notFound();
        }
        return again("Повторяем");
    }

    @PostMapping("/parked/retry-all")
    ResponseEntity<Void> retryAll(By by, Model model) {
        show(by, model);
        parking.allDue();
        return again("Повторяем все");
    }

    @GetMapping("/parked/aside")
    String askAside(@RequestParam String id, By by, Model model) {
        show(by, model);
        Parked parked = parking.find(id).orElseThrow(Refusals::notFound);
        model.addAttribute(
                "dialog",
                Dialog.of(
                        "Отложить сообщение?",
                        parked.topic() + " · " + parked.key(),
                        url + "/parked/aside?id=" + URLEncoder.encode(id, StandardCharsets.UTF_8),
                        "Отложить"));
        model.addAttribute("text", problems.words("admin.aside"));
        return "kit/dialog :: confirm(dialog=${dialog},text=${text})";
    }

    @PostMapping("/parked/aside")
    ResponseEntity<Void> putAside(@RequestParam String id, By by, Model model) {
        show(by, model);
        if (!parking.putAside(id)) {
            throw Refusals.notFound();
        }
        return again("Отложено: следующие сообщения идут дальше");
    }

    private ResponseEntity<Void> again(String said) {
        events.retryNow();
        return ResponseEntity.noContent()
                .header(
                        HxTrigger.HEADER,
                        HxTrigger.changed("service", service).toast(said).value())
                .build();
    }
}
