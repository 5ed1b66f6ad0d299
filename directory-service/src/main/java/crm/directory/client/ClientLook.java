package crm.directory.client;

import crm.events.CardRef;
import crm.platform.list.CardChips;
import crm.platform.list.Column;
import crm.platform.refusal.Refusals;
import crm.ui.Badge;
import crm.ui.Ru;
import crm.ui.filter.Address;
import crm.ui.filter.Filter;
import crm.ui.form.Option;
import crm.ui.table.Table;
import crm.ui.table.View;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** What the pages of contacts and companies share. */
public final class ClientLook {
    private ClientLook() {}

    static Filter filter(Address address, Colleagues colleagues) {
        List<Option> whose = new ArrayList<>(List.of(Option.of("me", "мои"), Option.of("none", "ничьи")));
        address.values("responsible").stream()
                .filter(id -> whose.stream().noneMatch(option -> option.value().equals(id)))
                .forEach(id -> whose.add(Option.of(id, colleagues.nameOf(id))));
        return CardChips.released(Filter.of(address).choice("responsible", "Чьи", whose), colleagues::nameOf)
                .choice(
                        "clientStatus",
                        "Статус клиента",
                        List.of(
                                Option.of("CLIENT", "клиент"),
                                Option.of("FORMER", "бывший клиент"),
                                Option.of("NONE", "не клиент")))
                .text("q", "Текст");
    }

    /** Мои, ничьи, все. */
    public static List<View> views(Address address, @Nullable String responsible) {
        return List.of(
                view(
                        "Все",
                        "list",
                        address.without("responsible", "released"),
                        responsible == null && address.values("released").isEmpty()),
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
    public static <C extends ClientCard<C>> Column<ClientRow<C>> phone(Function<C, @Nullable Phone> of, Ru ru) {
        Function<ClientRow<C>, @Nullable Phone> shown = row -> {
            Phone phone = of.apply(row.card());
            return phone == null || !row.masked() ? phone : Masks.phone(phone);
        };
        return Column.phone(
                ru,
                row -> shown.apply(row) == null ? null : shown.apply(row).number(),
                row -> shown.apply(row) == null ? null : shown.apply(row).extension());
    }

    /** What it is to us, who is responsible and since when it is here: the last columns of both kinds. */
    public static <C extends ClientCard<C>> List<Column<ClientRow<C>>> last(
            String entered, Colleagues colleagues, Ru ru) {
        return List.of(
                Column.<ClientRow<C>>of(
                                "clientStatus",
                                "Статус",
                                row -> Table.Cell.badge(badge(row.card().clientStatus())),
                                row -> {
                                    Badge badge = badge(row.card().clientStatus());
                                    return badge == null ? null : badge.text();
                                })
                        .byDefault(),
                Column.<ClientRow<C>>of(
                                "responsible",
                                "Ответственный",
                                row -> Table.Cell.owner(
                                        colleagues.person(row.card().responsibleId())),
                                row -> row.card().responsibleId() == null
                                        ? null
                                        : colleagues.nameOf(row.card().responsibleId()))
                        .byDefault(),
                Column.<ClientRow<C>>of(
                                "createdAt",
                                entered,
                                row -> Table.Cell.right(ru.date(row.card().createdAt())),
                                row -> row.card().createdAt())
                        .atRight()
                        .byDefault());
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
