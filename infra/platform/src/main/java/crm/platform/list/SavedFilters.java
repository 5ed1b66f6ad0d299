package crm.platform.list;

import crm.platform.card.Arranged;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.store.RequestKey;
import crm.platform.web.Query;
import crm.ui.filter.Address;
import crm.ui.table.View;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an employee has set up for one list: his filters and columns, by his right to the list. */
public final class SavedFilters {
    /** Where one is in the list, not what it shows. */
    static final List<String> PLACE = List.of("cursor", "limit");

    private final CardList<?, ?> list;
    private final Views views;

    SavedFilters(CardList<?, ?> list, Views views) {
        this.list = list;
        this.views = views;
    }

    private String code() {
        return list.names().code();
    }

    private void needReader(By by) {
        list.found(new Query(Map.of()), by);
    }

    List<Views.Saved> of(By by) {
        needReader(by);
        return views.saved(by.id(), code());
    }

    Views.Saved one(String id, By by) {
        needReader(by);
        return views.one(by.id(), code(), id);
    }

    /** @throws crm.platform.refusal.Refused naming what is wrong with the name, or which parameter the list does not know */
    Views.Saved save(@Nullable String name, Map<String, List<String>> filter, By by, @Nullable RequestKey key) {
        return views.save(by.id(), code(), name, check(filter, by), key);
    }

    /** The same without what is empty, if the list takes it. */
    Map<String, List<String>> check(Map<String, List<String>> filter, By by) {
        needNoPlace(filter);
        Map<String, List<String>> checked = new LinkedHashMap<>();
        filter.forEach((parameter, values) -> {
            if (values == null || values.stream().anyMatch(Objects::isNull)) {
                throw Refusals.malformed("filter." + parameter, "?");
            }
            List<String> filled =
                    values.stream().filter(value -> !value.isBlank()).toList();
            if (!filled.isEmpty()) {
                checked.put(parameter, filled);
            }
        });
        list.found(new Query(checked), by);
        return checked;
    }

    /** A filter says what is shown, not where one is in it. */
    static void needNoPlace(Map<String, ?> filter) {
        PLACE.stream().filter(filter::containsKey).findFirst().ifPresent(parameter -> {
            throw Refusals.malformed(parameter, "?");
        });
    }

    Views.Saved rename(String id, @Nullable String name, By by) {
        needReader(by);
        return views.rename(by.id(), code(), id, name);
    }

    void delete(String id, By by) {
        needReader(by);
        views.delete(by.id(), code(), id);
    }

    /** The codes of the columns he looks at, the title aside. */
    List<String> columns(By by) {
        needReader(by);
        return list.columns().chosen(views.columns(by.id(), code())).others().stream()
                .map(Column::code)
                .toList();
    }

    void choose(List<String> codes, By by) {
        needReader(by);
        views.choose(by.id(), list, codes);
    }

    void chooseUsual(By by) {
        needReader(by);
        views.chooseUsual(by.id(), list);
    }

    /** His filters as links above a board or a list; the present one can be renamed and deleted. */
    List<View> views(Address address, By by) {
        List<View> shown = new ArrayList<>();
        for (Views.Saved saved : views.saved(by.id(), code())) {
            Address own = new Address(address.path(), saved.filter());
            boolean current = Presets.filter(own).equals(Presets.filter(address));
            shown.add(new View(
                    saved.name(),
                    "bookmark",
                    address.values(Arranged.BY).isEmpty()
                            ? own.url()
                            : own.with(Arranged.BY, Arranged.DUE).url(),
                    current,
                    current ? list.names().base() + "/views/" + saved.id() : null));
        }
        return shown;
    }
}
