package crm.ui.record;

import crm.ui.Badge;
import crm.ui.Link;
import crm.ui.Person;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Someone of the client's side, or a company, on a record's page.
 *
 * @param url his page, null when it may not be opened
 * @param note his position, or a company's kind of activity
 * @param menu what stands under his «…»
 */
public record Contact(
        Person person,
        @Nullable String url,
        List<Badge> badges,
        @Nullable String note,
        List<Phone> phones,
        List<String> emails,
        List<Link> menu) {

    /** A number with its extension. */
    public record Phone(String number, @Nullable String extension) {}
}
