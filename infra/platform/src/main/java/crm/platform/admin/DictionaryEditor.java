package crm.platform.admin;

import crm.platform.security.By;
import org.jspecify.annotations.Nullable;

/** Changes a service's dictionaries, for their page. A service whose dictionaries can be changed declares one as a bean. */
public interface DictionaryEditor {

    /** Whether values of this dictionary are changed at all. */
    boolean edits(String name);

    /** Whether it takes new values, too. */
    boolean adds(String name);

    /**
     * Makes or changes a value.
     *
     * @throws crm.platform.refusal.Refused 404 for an unknown dictionary or code, 422 at the field for what it cannot be
     */
    void put(String name, String code, @Nullable String label, @Nullable String hint, boolean archived, By by);
}
