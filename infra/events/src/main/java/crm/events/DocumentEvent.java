package crm.events;

/** What happens to contracts and other papers; published on {@link Topics#DOCUMENTS}. */
public sealed interface DocumentEvent extends CrmEvent permits DocumentGenerated, DocumentRevised {}
