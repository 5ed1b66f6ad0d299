package crm.documents.document;

import org.jspecify.annotations.Nullable;

/** The kinds of documents (G-1), and what the numbers of one begin with; without that there is no template of the kind yet. */
public enum Kind {
    CONTRACT_SITE(null),
    CONTRACT_SEO("SEO"),
    CONTRACT_ADS(null),
    CONTRACT_SMM(null),
    ADDENDUM(null),
    OFFER(null),
    INVOICE(null),
    ACT(null);

    private final @Nullable String prefix;

    Kind(@Nullable String prefix) {
        this.prefix = prefix;
    }

    boolean isAvailable() {
        return prefix != null;
    }

    /** @throws IllegalStateException if the kind is not available */
    String prefix() {
        if (prefix == null) {
            throw new IllegalStateException("no template of " + this);
        }
        return prefix;
    }
}
