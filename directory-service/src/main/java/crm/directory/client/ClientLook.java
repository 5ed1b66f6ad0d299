package crm.directory.client;

import crm.events.CardRef;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.ui.Badge;
import crm.ui.filter.Address;
import crm.ui.filter.Filter;
import crm.ui.form.Option;
import crm.ui.table.Table;
import crm.ui.table.View;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** What the pages of contacts and companies share. */
public final class ClientLook {
    private ClientLook() {}

    public static Filter filter(Address address, long total) {
        return Filter.of(address)
                .choice("responsible", "Чьи", List.of(Option.of("me", "мои"), Option.of("none", "ничьи")))
                .choice(
                        "clientStatus",
                        "Статус клиента",
                        List.of(
                                Option.of("CLIENT", "клиент"),
                                Option.of("FORMER", "бывший клиент"),
                                Option.of("NONE", "не клиент")))
                .text("q", "Текст")
                .total("Всего", total, null);
    }

    /** Мои, ничьи, все. */
    public static List<View> views(Address address, @Nullable String responsible) {
        return List.of(
                view("Все", "list", address.without("responsible"), responsible == null),
                view("Мои", "user", address.with("responsible", "me"), "me".equals(responsible)),
                view("Ничьи", "user-off", address.with("responsible", "none"), "none".equals(responsible)));
    }

    private static View view(String label, String icon, Address address, boolean current) {
        return new View(label, icon, address.without("cursor").url(), current);
    }

    /** What it is to us, as a badge; null for no client. */
    public static @Nullable Badge badge(ClientStatus status) {
        return switch (status) {
            case NONE -> null;
            case CLIENT -> Badge.client();
            case FORMER -> Badge.formerClient();
        };
    }

    /** A phone in a list: to be called, or masked (P-5). */
    public static Table.Cell phone(@Nullable Phone phone, ClientCard<?> card, By by) {
        if (phone == null) {
            return Table.Cell.text(null);
        }
        return Masks.hide(card, by)
                ? Table.Cell.text(Masks.phone(phone).number())
                : Table.Cell.phone(phone.number(), phone.extension());
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
