package crm.platform.list;

import crm.platform.security.By;
import crm.ui.filter.Address;
import crm.ui.table.View;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The views that every list of leads or deals begins with. */
public final class Presets {
    private Presets() {}

    /**
     * @param path of the list
     * @param open the stages one works on
     */
    public static List<View> of(Address present, String path, By by, String... open) {
        List<View> views = new ArrayList<>();
        Address list = new Address(path, Map.of());
        Address working = list.with("stage", open);
        views.add(view("В работе", "briefcase", working, present));
        views.add(view("Мои", "user", working.with("responsible", "me"), present));
        views.add(view("Без задач", "alert-triangle", list.with("withoutActivity", "true"), present));
        views.add(view("Просроченные", "clock", list.with("overdue", "true"), present));
        if (by.leads()) {
            views.add(view("Ничьи", "user-question", list.with("responsible", "none"), present));
        }
        views.add(view("Ждут", "hourglass", list.with("waiting", "true"), present));
        views.add(view("Меня позвали", "users", list.with("asked", "true"), present));
        views.add(view("Отказ", "ban", list.with("stage", "REJECTED"), present));
        return views;
    }

    /** One more, of a single list. */
    public static View view(String label, String icon, Address own, Address present) {
        return new View(label, icon, own.url(), filter(own).equals(filter(present)));
    }

    /** What an address shows, in whatever order and arrangement. */
    static Map<String, Set<String>> filter(Address address) {
        Map<String, Set<String>> filter = new LinkedHashMap<>();
        address.without("sort", "by").parameters().forEach((name, values) -> filter.put(name, Set.copyOf(values)));
        return filter;
    }
}
