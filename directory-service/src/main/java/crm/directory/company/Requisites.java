package crm.directory.company;

import crm.platform.refusal.Fields;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/** What a contract needs to know of a company. */
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
        @Nullable String actsOnBasis) {
    static final Requisites NONE =
            new Requisites(null, null, null, null, null, null, null, null, null, null, null, null, null);
    private static final int LONGEST = 500;

    public Requisites {
        new Fields()
                .text("requisites.legalName", legalName, LONGEST)
                .text("requisites.inn", inn, LONGEST)
                .check(inn == null || inn.matches("\\d{10}|\\d{12}"), "requisites.inn", "invalid")
                .text("requisites.kpp", kpp, LONGEST)
                .text("requisites.ogrn", ogrn, LONGEST)
                .text("requisites.address", address, LONGEST)
                .text("requisites.bank", bank, LONGEST)
                .text("requisites.bik", bik, LONGEST)
                .text("requisites.account", account, LONGEST)
                .text("requisites.correspondentAccount", correspondentAccount, LONGEST)
                .text("requisites.signatory", signatory, LONGEST)
                .text("requisites.signatoryGenitive", signatoryGenitive, LONGEST)
                .text("requisites.signatoryPosition", signatoryPosition, LONGEST)
                .text("requisites.actsOnBasis", actsOnBasis, LONGEST)
                .orRefuse();
    }

    Requisites withInn(@Nullable String other) {
        return new Requisites(
                legalName,
                other,
                kpp,
                ogrn,
                address,
                bank,
                bik,
                account,
                correspondentAccount,
                signatory,
                signatoryGenitive,
                signatoryPosition,
                actsOnBasis);
    }

    Requisites withLegalName(@Nullable String other) {
        return new Requisites(
                other,
                inn,
                kpp,
                ogrn,
                address,
                bank,
                bik,
                account,
                correspondentAccount,
                signatory,
                signatoryGenitive,
                signatoryPosition,
                actsOnBasis);
    }

    static java.util.List<String> names() {
        return java.util.Arrays.stream(Requisites.class.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }
}
