package crm.platform.admin;

import crm.platform.admin.Dictionary.Entry;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.security.Role;
import crm.ui.HxTrigger;
import crm.ui.dialog.Dialog;
import crm.ui.form.Form;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Values of a dictionary are renamed, archived and, where it takes new ones, added by the administrator (L-8). */
@Controller
@RequestMapping("/admin/${spring.application.name}/dictionaries/{name}")
public class DictionaryPages {
    private final List<Dictionary> dictionaries;
    private final DictionaryEditor editor;
    private final Tabs tabs;

    public DictionaryPages(ObjectProvider<Dictionary> dictionaries, DictionaryEditor editor, Tabs tabs) {
        this.dictionaries = dictionaries.orderedStream().toList();
        this.editor = editor;
        this.tabs = tabs;
    }

    private Dictionary dictionary(String name, By by) {
        if (!by.is(Role.ADMIN)) {
            throw Refusals.forbidden();
        }
        return dictionaries.stream()
                .filter(each -> each.name().equals(name) && editor.edits(name))
                .findFirst()
                .orElseThrow(Refusals::notFound);
    }

    @GetMapping("/new")
    String fresh(@PathVariable String name, By by, Model model) {
        Dictionary dictionary = dictionary(name, by);
        if (!editor.adds(name)) {
            throw Refusals.notFound();
        }
        return dialog(Dialog.of("Новое значение", dictionary.title(), url(name), "Добавить"), Form.EMPTY, true, model);
    }

    @GetMapping("/{code}")
    String change(@PathVariable String name, @PathVariable String code, By by, Model model) {
        Dictionary dictionary = dictionary(name, by);
        Entry entry = dictionary.entries().stream()
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow(Refusals::notFound);
        Form form = Form.EMPTY
                .with("code", entry.code())
                .with("label", entry.label())
                .with("hint", entry.hint())
                .with("archived", entry.archived());
        return dialog(
                Dialog.of(entry.label(), dictionary.title() + " · " + code, url(name), "Сохранить"),
                form,
                false,
                model);
    }

    private String url(String name) {
        return tabs.url() + "/dictionaries/" + name;
    }

    private static String dialog(Dialog dialog, Form form, boolean fresh, Model model) {
        model.addAttribute("dialog", dialog.form(form));
        model.addAttribute("fresh", fresh);
        return "admin/entry :: entry(dialog=${dialog},fresh=${fresh})";
    }

    @PostMapping
    ResponseEntity<Void> put(
            @PathVariable String name,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String label,
            @RequestParam(defaultValue = "") String hint,
            @RequestParam(defaultValue = "false") boolean archived,
            By by) {
        dictionary(name, by);
        if (code.isBlank()) {
            throw Refusals.invalid("code", "required");
        }
        editor.put(name, code.strip(), label, hint, archived, by);
        return ResponseEntity.noContent()
                .header(
                        HxTrigger.HEADER,
                        HxTrigger.changedList()
                                .toast("Сохранено: " + label.strip())
                                .value())
                .build();
    }
}
