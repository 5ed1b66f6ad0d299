package crm.directory.reference;

import crm.events.CardRef;
import crm.platform.refusal.Refusals;
import crm.ui.Person;
import crm.ui.filter.Address;
import crm.ui.filter.Filter;
import crm.ui.form.Option;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** What the pages of contacts and companies share. */
public final class DirectoryPage {
    private final Function<String, String> names;

    /** @param names the full name of an employee, empty when he is not known */
    public DirectoryPage(Function<String, String> names) {
        this.names = names;
    }

    public @Nullable Person person(@Nullable String employeeId) {
        if (employeeId == null) {
            return null;
        }
        String name = names.apply(employeeId);
        return Person.of(employeeId, name.isEmpty() ? "Сотрудник" : name);
    }

    public static Filter filter(Address address, long total) {
        return Filter.of(address)
                .choice("responsible", "Чьи", List.of(Option.of("me", "мои"), Option.of("none", "ничьи")))
                .text("q", "Текст")
                .total("Всего", total, null);
    }

    public static String value(MultiValueMap<String, String> typed, String name) {
        String value = typed.getFirst(name);
        return value == null ? "" : value.strip();
    }

    public static CardRef card(String text) {
        try {
            return CardRef.of(text);
        } catch (IllegalArgumentException notACard) {
            throw Refusals.malformed("card", text);
        }
    }
}
