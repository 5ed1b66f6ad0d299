package crm.ui;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The frame of one page: its title, the section marked in the rail, the views it can be switched between, the way back,
 * and what «+» makes. Built from {@link #of}, each further word gives a new one.
 */
public record Page(
        String title,
        @Nullable Section section,
        List<View> views,
        List<Crumb> crumbs,
        @Nullable Create create,
        @Nullable String previous,
        @Nullable String next) {

    /** One of the ways to see the same: its name, icon, address, and whether it is the present one. */
    public record View(String label, String icon, String url, boolean current) {}

    /** A step of the way here; the last has no address. */
    public record Crumb(String label, @Nullable String url) {}

    /** What the «+» of the top bar and the key «c» make: the word on the button and the address of the form, shown as a dialog. */
    public record Create(String label, String url) {}

    /** A page with a title in a section. */
    public static Page of(String title, @Nullable Section section) {
        return new Page(title, section, List.of(), List.of(), null, null, null);
    }

    /** With one more view. */
    public Page view(String label, String icon, String url, boolean current) {
        return new Page(
                title, section, with(views, new View(label, icon, url, current)), crumbs, create, previous, next);
    }

    /** With one more step of the way; crumbs stand in place of the title. */
    public Page crumb(String label, @Nullable String url) {
        return new Page(title, section, views, with(crumbs, new Crumb(label, url)), create, previous, next);
    }

    /** With the «+» button. */
    public Page create(String label, String url) {
        return new Page(title, section, views, crumbs, new Create(label, url), previous, next);
    }

    /** With the neighbours in the list one came from, reached by «k» and «j». */
    public Page neighbours(@Nullable String previous, @Nullable String next) {
        return new Page(title, section, views, crumbs, create, previous, next);
    }

    private static <T> List<T> with(List<T> list, T more) {
        var longer = new ArrayList<>(list);
        longer.add(more);
        return List.copyOf(longer);
    }
}
