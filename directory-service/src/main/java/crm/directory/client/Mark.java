package crm.directory.client;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Something a card is told apart from others by (D-2).
 *
 * @param key equal for what counts as equal
 * @param field where it stands on the card, by its name in the API
 * @param confirmable whether a second card with it may be entered on purpose
 */
public record Mark(String key, Kind kind, String field, boolean confirmable) {
    /** The legal forms of companies by their full names; longer ones before those they end with. */
    private static final List<Map.Entry<String, String>> FORMS = List.of(
            Map.entry("общество с ограниченной ответственностью", "ооо"),
            Map.entry("непубличное акционерное общество", "нао"),
            Map.entry("публичное акционерное общество", "пао"),
            Map.entry("закрытое акционерное общество", "зао"),
            Map.entry("открытое акционерное общество", "оао"),
            Map.entry("акционерное общество", "ао"),
            Map.entry("индивидуальный предприниматель", "ип"),
            Map.entry("автономная некоммерческая организация", "ано"),
            Map.entry("некоммерческая организация", "нко"));

    private static final Set<String> SHORT =
            FORMS.stream().map(Map.Entry::getValue).collect(Collectors.toUnmodifiableSet());

    /** What is equal. */
    public enum Kind {
        PHONE,
        EMAIL,
        INN,
        NAME;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The same number is the same phone, whatever the extension; an office may share one. */
    public static Mark phone(Phone phone, String field) {
        return new Mark("phone:" + phone.number(), Kind.PHONE, field, true);
    }

    public static Mark email(String email, String field) {
        return new Mark("email:" + email.strip().toLowerCase(Locale.ROOT), Kind.EMAIL, field, false);
    }

    public static Mark inn(String inn, String field) {
        return new Mark("inn:" + inn, Kind.INN, field, false);
    }

    /** A person's name, in any order of its words. */
    public static Mark person(String fullName, String field) {
        String name = Arrays.stream(bare(fullName).split(" ")).sorted().collect(Collectors.joining(" "));
        return new Mark("name:" + name, Kind.NAME, field, true);
    }

    /** A company's name without its legal form, which one writes short, the other spelled out, the third leaves out. */
    public static Mark company(String name, String field) {
        String bare = bare(name);
        for (Map.Entry<String, String> form : FORMS) {
            bare = (" " + bare + " ")
                    .replace(" " + form.getKey() + " ", " " + form.getValue() + " ")
                    .strip();
        }
        String own = Arrays.stream(bare.split(" "))
                .filter(word -> !SHORT.contains(word))
                .collect(Collectors.joining(" "));
        return new Mark("name:" + (own.isEmpty() ? bare : own), Kind.NAME, field, true);
    }

    private static String bare(String name) {
        return name.toLowerCase(Locale.ROOT)
                .replace('ё', 'е')
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip();
    }

    public static List<String> keys(List<Mark> marks) {
        return marks.stream().map(Mark::key).distinct().toList();
    }
}
