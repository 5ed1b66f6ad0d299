package crm.directory.company;

import crm.platform.refusal.Fields;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a contract needs to know of a company.
 *
 * @param signatory who signs, in full and in the nominative
 * @param signatoryGenitive the same in the genitive, for «в лице …»
 * @param signatoryPositionGenitive only where it cannot be declined by rule
 * @param actsOnBasis what «на основании» is followed by
 */
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
        @Nullable String actsOnBasis) {
    private static final int LONGEST = 500;
    private static final List<String> NAMES = Arrays.stream(Requisites.class.getRecordComponents())
            .map(RecordComponent::getName)
            .toList();
    static final Requisites NONE = of(name -> null);

    public Requisites {
        Fields fields = new Fields();
        values(
                        legalName,
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
                        signatoryPositionGenitive,
                        actsOnBasis)
                .forEach((name, value) -> fields.text("requisites." + name, value, LONGEST));
        fields.check(inn == null || inn.matches("\\d{10}|\\d{12}"), "requisites.inn", "invalid")
                .orRefuse();
    }

    private static Map<String, @Nullable String> values(@Nullable String... values) {
        Map<String, @Nullable String> named = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            named.put(NAMES.get(i), values[i]);
        }
        return named;
    }

    private Map<String, @Nullable String> values() {
        return values(
                legalName,
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
                signatoryPositionGenitive,
                actsOnBasis);
    }

    /** Of a value for each name. */
    static Requisites of(Function<String, @Nullable String> value) {
        return new Requisites(
                value.apply("legalName"),
                value.apply("inn"),
                value.apply("kpp"),
                value.apply("ogrn"),
                value.apply("address"),
                value.apply("bank"),
                value.apply("bik"),
                value.apply("account"),
                value.apply("correspondentAccount"),
                value.apply("signatory"),
                value.apply("signatoryGenitive"),
                value.apply("signatoryPosition"),
                value.apply("signatoryPositionGenitive"),
                value.apply("actsOnBasis"));
    }

    @Nullable
    String get(String name) {
        return values().get(name);
    }

    Requisites with(String name, @Nullable String value) {
        return of(other -> other.equals(name) ? value : get(other));
    }

    static List<String> names() {
        return NAMES;
    }
}
