package crm.ui;

import crm.ui.form.Input;
import crm.ui.form.Option;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.ITemplateContext;

/** What templates ask for as {@code #ui}: labels of codes, icons of codes, form fields, addresses of static files. */
public final class Ui {

    private final Assets assets;
    private final @Nullable ITemplateContext context;

    Ui(Assets assets, @Nullable ITemplateContext context) {
        this.assets = assets;
        this.context = context;
    }

    /** The address of a static file: {@code css/crm.css}. */
    public String asset(String file) {
        return assets.of(file);
    }

    /** The words for a code: {@code label('lead.stage', 'IN_WORK')} is «В работе». Without a word for it, the code itself. */
    public String label(String group, @Nullable String code) {
        return code == null ? "" : message(group + "." + code, code);
    }

    /** The name of a stage of a {@code lead} or {@code deal}. */
    public String stage(String kind, @Nullable String stage) {
        return label(kind + ".stage", stage);
    }

    /** What one does to get there: «Сконвертировать», «Отказ»; for other stages their name. */
    public String move(String kind, String stage) {
        return message(kind + ".move." + stage, stage(kind, stage));
    }

    /** The class that gives an element its stage's colour. */
    public String stageClass(@Nullable String stage) {
        return stage == null ? "" : "s-" + stage.toLowerCase(Locale.ROOT);
    }

    /** The icon of a source. */
    public String sourceIcon(@Nullable String source) {
        return Icons.source(source);
    }

    /** The icon of an activity type. */
    public String activityIcon(@Nullable String type) {
        return Icons.activity(type);
    }

    /** The icon of a file, by its name. */
    public String fileIcon(String name) {
        return Icons.file(name);
    }

    /** A form field. */
    public Input input(String name, String label) {
        return Input.of(name, label);
    }

    /** Choices with the words of a group of codes. */
    public List<Option> options(String group, List<String> codes) {
        return codes.stream()
                .map(code -> new Option(code, label(group, code), null))
                .toList();
    }

    /** An address with {@code {id}} filled in. */
    public String with(String template, String id) {
        return template.replace("{id}", id);
    }

    private String message(String key, String otherwise) {
        if (context == null) {
            return otherwise;
        }
        String found = context.getMessage(Ui.class, key, new Object[0], false);
        return found == null ? otherwise : found;
    }
}
