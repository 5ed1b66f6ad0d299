package crm.directory.company;

import crm.platform.refusal.Fields;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
    private static final String BIK = "0\\d{8}";
    private static final List<String> NAMES = Arrays.stream(Requisites.class.getRecordComponents())
            .map(RecordComponent::getName)
            .toList();
    static final Requisites NONE = of(name -> null);

    public Requisites {
        inn = number(inn);
        kpp = number(kpp);
        ogrn = number(ogrn);
        bik = number(bik);
        account = number(account);
        correspondentAccount = number(correspondentAccount);
    }

    /** Numbers are pasted with spaces and dashes; they are kept without. */
    private static @Nullable String number(@Nullable String text) {
        String bare = text == null
                ? ""
                : text.replaceAll("[\\s\\u00a0\\u202f‐-―-]", "").toUpperCase(Locale.ROOT);
        return bare.isEmpty() ? null : bare;
    }

    /** Faults of what is other than before: what was stored before is not judged again. */
    void check(Fields fields, Requisites before) {
        values().forEach((name, value) -> {
            if (value != null && !value.equals(before.get(name))) {
                fields.text("requisites." + name, value, LONGEST);
                fault(name, value).ifPresent(code -> fields.check(false, "requisites." + name, code));
            }
        });
        boolean otherBank = !Objects.equals(bik, before.bik);
        if (otherBank && bik != null && bik.matches(BIK)) {
            // the accounts stay as they were, but now at another bank
            check(fields, "account", account, before.account);
            check(fields, "correspondentAccount", correspondentAccount, before.correspondentAccount);
        }
    }

    private void check(Fields fields, String name, @Nullable String value, @Nullable String before) {
        if (value != null && value.equals(before)) {
            fault(name, value).ifPresent(code -> fields.check(false, "requisites." + name, code));
        }
    }

    private Optional<String> fault(String name, String value) {
        return Optional.ofNullable(
                switch (name) {
                    case "inn" ->
                        !value.matches("\\d{10}|\\d{12}") ? "inn-length" : CheckDigits.inn(value) ? null : "inn";
                    case "kpp" -> value.matches("\\d{4}[\\dA-Z]{2}\\d{3}") ? null : "kpp";
                    case "ogrn" ->
                        !value.matches("\\d{13}|\\d{15}") ? "ogrn-length" : CheckDigits.ogrn(value) ? null : "ogrn";
                    case "bik" -> value.matches(BIK) ? null : "bik";
                    case "account" -> account(value, false);
                    case "correspondentAccount" -> account(value, true);
                    default -> null;
                });
    }

    private @Nullable String account(String value, boolean correspondent) {
        if (!value.matches("\\d{20}")) {
            return "account-length";
        }
        if (bik == null || !bik.matches(BIK)) {
            return null;
        }
        boolean fits = correspondent ? CheckDigits.correspondent(value, bik) : CheckDigits.account(value, bik);
        return fits ? null : "account";
    }

    /** With what the other one has where this one has nothing. */
    Requisites and(Requisites other) {
        return of(name -> {
            String own = get(name);
            return own == null ? other.get(name) : own;
        });
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
