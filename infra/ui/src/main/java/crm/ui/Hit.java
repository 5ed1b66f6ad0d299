package crm.ui;

import org.jspecify.annotations.Nullable;

/** One thing found by the search: what it is, and either the stage of a {@code lead} or {@code deal}, or whose it is. */
public record Hit(
        String url,
        String icon,
        String title,
        @Nullable String note,
        @Nullable String kind,
        @Nullable String stage,
        @Nullable Person person) {}
