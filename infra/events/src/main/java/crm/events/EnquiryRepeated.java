package crm.events;

/** Somebody whose lead or deal is open has asked again (L-20). {@code origin}: site, call-centre or integration; {@code card}: the open one. */
public record EnquiryRepeated(String origin, CardRef card) implements LeadEvent {}
