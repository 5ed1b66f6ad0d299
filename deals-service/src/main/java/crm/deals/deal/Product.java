package crm.deals.deal;

/** What the agency sells (S-4); labels are in the message bundle. */
public enum Product {
    TILDA_SITE,
    TEMPLATE_SITE,
    CUSTOM_SITE,
    CONTENT,
    AUDIT,
    SMM,
    TARGET,
    CONTEXT,
    TRAINING,
    SEO,
    NON_STANDARD
}
