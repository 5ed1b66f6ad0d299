package crm.documents.card;

import org.jspecify.annotations.Nullable;

/** A company as the directory shows it now: what a contract needs of it. */
public record CompanyCard(String id, String name, Requisites requisites) {

    public record Requisites(
            @Nullable String legalName,
            @Nullable String inn,
            @Nullable String kpp,
            @Nullable String ogrn,
            @Nullable String address,
            @Nullable String bank,
            @Nullable String bik,
            @Nullable String account,
            @Nullable String correspondentAccount,
            @Nullable String signatory,
            @Nullable String signatoryGenitive,
            @Nullable String signatoryPosition,
            @Nullable String signatoryPositionGenitive,
            @Nullable String actsOnBasis) {}
}
