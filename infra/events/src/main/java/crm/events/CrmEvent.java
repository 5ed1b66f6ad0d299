package crm.events;

/** A business fact as it travels in the {@code data} of a CloudEvent. Its wire name is in {@link EventTypes}. */
public sealed interface CrmEvent permits LeadEvent, DealEvent, DirectoryEvent, ActivityEvent, DocumentEvent {}
