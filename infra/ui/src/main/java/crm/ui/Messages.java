package crm.ui;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.support.ResourceBundleMessageSource;

/** The words of the bundles, or those that were put in their place. */
final class Messages extends ResourceBundleMessageSource {
    private final ObjectProvider<Wording> changed;

    /** @param changed asked for when words are needed: this source is made before all else */
    Messages(ObjectProvider<Wording> changed) {
        this.changed = changed;
    }

    @Override
    protected @Nullable String resolveCodeWithoutArguments(String code, Locale locale) {
        Wording wording = changed.getIfAvailable();
        String words =
                wording == null ? null : wording.of(code, key -> Objects.requireNonNullElse(built(key, locale), key));
        return words == null ? built(code, locale) : words;
    }

    private @Nullable String built(String code, Locale locale) {
        return super.resolveCodeWithoutArguments(code, locale);
    }
}
