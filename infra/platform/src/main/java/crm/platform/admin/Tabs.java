package crm.platform.admin;

import crm.platform.security.By;
import crm.platform.security.Role;
import crm.ui.Page;
import crm.ui.Section;

/** The pages of a service's dashboard that a reader may open. */
public final class Tabs {
    private final String service;
    private final boolean dictionaries;
    private final boolean settings;

    public Tabs(String service, boolean dictionaries, boolean settings) {
        this.service = service;
        this.dictionaries = dictionaries;
        this.settings = settings;
    }

    String url() {
        return "/admin/" + service;
    }

    /** @param chosen the present one: an empty text, {@code dictionaries} or {@code settings} */
    Page page(String chosen, By by) {
        Page page = Page.of(service, Section.SETTINGS);
        if (by.is(Role.ADMIN)) {
            page = page.view("Работа", "heart-rate-monitor", url(), chosen.isEmpty());
            if (dictionaries) {
                page = page.view("Справочники", "list-details", url() + "/dictionaries", chosen.equals("dictionaries"));
            }
        }
        return settings ? page.view("Настройки", "settings", url() + "/settings", chosen.equals("settings")) : page;
    }
}
