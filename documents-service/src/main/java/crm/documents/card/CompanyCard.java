package crm.documents.card;

import crm.documents.template.Party;

/** A company as the directory shows it now: its requisites are one side of a contract. */
public record CompanyCard(String id, String name, Party requisites) {}
