package crm.platform.admin;

import crm.platform.employee.Employees;
import crm.platform.refusal.Problems;
import crm.platform.security.By;
import crm.platform.security.Role;
import crm.platform.setting.Setting;
import crm.platform.setting.Settings;
import crm.ui.HxTrigger;
import crm.ui.form.Input;
import crm.ui.form.Option;
import java.time.Instant;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /admin/{service}/settings}: what head, director and administrator decide, and who decided it before. */
@Controller
@RequestMapping("/admin/${spring.application.name}/settings")
public class SettingPages {
    private static final int CHANGES_SHOWN = 50;
    private static final int LINES = 10_000;

    private final Settings settings;
    private final Tabs tabs;
    private final Employees employees;
    private final Problems words;
    private final String service;

    public SettingPages(
            Settings settings,
            Tabs tabs,
            Employees employees,
            Problems words,
            @Value("${spring.application.name}") String service) {
        this.settings = settings;
        this.tabs = tabs;
        this.employees = employees;
        this.words = words;
        this.service = service;
    }

    /** A setting's form. */
    record Field(String name, Input input) {}

    /** A line of the history. */
    record Told(Instant at, String who, String what, String from, String to) {}

    @GetMapping
    String page(By by, Model model) {
        Settings.needChanger(by);
        model.addAttribute("page", tabs.page("settings", by));
        model.addAttribute("service", service);
        model.addAttribute("url", tabs.url() + "/settings");
        model.addAttribute("services", by.is(Role.ADMIN));
        model.addAttribute("fields", settings.all().stream().map(this::field).toList());
        model.addAttribute("changes", told());
        return "admin/settings";
    }

    @GetMapping("/changes")
    String changes(By by, Model model) {
        Settings.needChanger(by);
        model.addAttribute("service", service);
        model.addAttribute("url", tabs.url() + "/settings");
        model.addAttribute("changes", told());
        return "admin/settings :: changes";
    }

    @PostMapping("/{name}")
    ResponseEntity<Void> change(@PathVariable String name, @RequestParam(defaultValue = "") String value, By by) {
        settings.change(name, value, by);
        return ResponseEntity.noContent()
                .header(
                        HxTrigger.HEADER,
                        HxTrigger.changed("setting", service)
                                .toast("Сохранено: " + label(name))
                                .value())
                .build();
    }

    private String label(String name) {
        return words.words("setting." + name);
    }

    private Field field(Settings.Now now) {
        Setting<?> setting = now.setting();
        String key = "setting." + setting.name();
        String hint = words.words(key + ".hint");
        Input input = Input.of("value", label(setting.name()))
                .value(now.value())
                .within(setting.name())
                .hint(hint.equals(key + ".hint") ? null : hint);
        return new Field(
                setting.name(),
                switch (setting.shape()) {
                    case NUMBER -> input.type("number").required();
                    case FLAG, CHOICE ->
                        input.options(setting.choices().stream()
                                        .map(code -> Option.of(code, shown(setting, code)))
                                        .toList())
                                .required();
                    case LINE -> input.required();
                    case LINES -> input.type("textarea").rows(6).max(LINES);
                });
    }

    private String shown(Setting<?> setting, String value) {
        return switch (setting.shape()) {
            case FLAG -> words.words("setting.flag." + value);
            case CHOICE -> words.words("setting." + setting.name() + "." + value);
            default -> value;
        };
    }

    private List<Told> told() {
        List<Setting<?>> known =
                settings.all().stream().<Setting<?>>map(Settings.Now::setting).toList();
        return settings.changes(CHANGES_SHOWN).stream()
                .flatMap(change -> known.stream()
                        .filter(setting -> setting.name().equals(change.name()))
                        .map(setting -> new Told(
                                change.at(),
                                employees.nameOf(change.by()),
                                label(change.name()),
                                shown(setting, change.from()),
                                shown(setting, change.to()))))
                .toList();
    }
}
