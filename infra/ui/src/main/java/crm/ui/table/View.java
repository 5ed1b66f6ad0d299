package crm.ui.table;

import org.jspecify.annotations.Nullable;

/** A preset or a saved filter above a list. */
public record View(String label, @Nullable String icon, String url, boolean current) {}
