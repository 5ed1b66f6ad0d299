package crm.ui;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The sections of the rail, in its order, each with the roles that see it. */
public enum Section {
    MY_DAY("/my-day", "sun", Roles.SALES, Roles.ACCOUNT, Roles.OFFICE),
    LEADS("/leads", "target-arrow", Roles.SALES, Roles.CALL_CENTER),
    DEALS("/deals", "briefcase", Roles.SALES, Roles.ACCOUNT, Roles.OFFICE),
    CONTACTS("/contacts", "address-book", Roles.SALES, Roles.ACCOUNT, Roles.OFFICE),
    COMPANIES("/companies", "building", Roles.SALES, Roles.ACCOUNT, Roles.OFFICE),
    DOCUMENTS("/documents", "file-text", Roles.SALES, Roles.ACCOUNT, Roles.OFFICE),
    REPORTS("/reports", "chart-bar", Roles.SALES),
    EMPLOYEES("/employees", "users-group", Roles.HEADS, Roles.ADMIN),
    SETTINGS("/settings", "settings", Roles.HEADS, Roles.ADMIN);

    private final String url;
    private final String icon;
    private final Set<String> roles;

    @SafeVarargs
    Section(String url, String icon, Set<String>... roles) {
        this.url = url;
        this.icon = icon;
        this.roles = Set.copyOf(Arrays.stream(roles).flatMap(Set::stream).toList());
    }

    /** Its first page. */
    public String url() {
        return url;
    }

    /** Its icon in the sprite. */
    public String icon() {
        return icon;
    }

    /** The message key of its name. */
    public String label() {
        return "ui.section." + name();
    }

    /** Stands at the foot of the rail. */
    public boolean last() {
        return this == SETTINGS || this == EMPLOYEES;
    }

    /** The sections someone with these realm roles sees. */
    public static List<Section> seenBy(Collection<String> roles) {
        return Arrays.stream(values())
                .filter(section -> roles.stream().anyMatch(section.roles::contains))
                .toList();
    }

    private static final class Roles {
        static final Set<String> SALES = Set.of("sales-manager", "sales-head", "director");
        static final Set<String> HEADS = Set.of("sales-head", "director");
        static final Set<String> ACCOUNT = Set.of("account-manager");
        static final Set<String> OFFICE = Set.of("back-office");
        static final Set<String> CALL_CENTER = Set.of("call-center");
        static final Set<String> ADMIN = Set.of("admin");
    }
}
