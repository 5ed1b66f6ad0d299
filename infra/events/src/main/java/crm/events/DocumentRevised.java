package crm.events;

/** A document has a next version, edited by hand; {@code version} counts from 1, the generated one. */
public record DocumentRevised(CardRef card, String kind, String number, int version) implements DocumentEvent {}
