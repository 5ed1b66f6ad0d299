package crm.documents.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One side of a contract, by its requisites; its words are those of a preamble and of a requisites table. */
public record Party(
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

    /** The names of the requisites a contract cannot do without and that are not there, in the order of the form. */
    public List<String> missing() {
        Map<String, @Nullable String> needed = new LinkedHashMap<>();
        needed.put("legalName", legalName);
        needed.put("inn", inn);
        if (!isEntrepreneur()) {
            needed.put("kpp", kpp);
        }
        needed.put("ogrn", ogrn);
        needed.put("address", address);
        needed.put("bank", bank);
        needed.put("bik", bik);
        needed.put("account", account);
        needed.put("correspondentAccount", correspondentAccount);
        needed.put("signatory", signatory);
        if (!isEntrepreneur()) {
            needed.put("signatoryGenitive", signatoryGenitive);
            needed.put("signatoryPosition", signatoryPosition);
        }
        needed.put("actsOnBasis", actsOnBasis);
        List<String> missing = new ArrayList<>();
        needed.forEach((name, value) -> {
            if (value == null || value.isBlank()) {
                missing.add(name);
            }
        });
        return missing;
    }

    /** An entrepreneur signs for himself: his ИНН has twelve digits, he has no КПП and nobody represents him. */
    boolean isEntrepreneur() {
        return (inn != null && inn.strip().length() == 12)
                || (legalName != null && legalName.strip().matches("(?iu)(ИП|индивидуальный предприниматель)(\\s.*)?"));
    }

    /** «именуемое» of a company, «именуемый» or «именуемая» of an entrepreneur. */
    String named() {
        if (isEntrepreneur()) {
            return isWoman() ? "именуемая" : "именуемый";
        }
        String name = text(legalName).strip().toLowerCase(Locale.ROOT);
        if (name.matches("(компания|ассоциация|организация|корпорация|фирма|артель)(\\s.*)?")) {
            return "именуемая";
        }
        return name.matches("(фонд|кооператив|союз|банк|завод|институт|центр)(\\s.*)?") ? "именуемый" : "именуемое";
    }

    /** «в лице генерального директора Иванова Ивана Ивановича, действующего на основании Устава». */
    String represented() {
        String basis = Genitive.basis(text(actsOnBasis));
        if (isEntrepreneur()) {
            return (isWoman() ? "действующая" : "действующий") + " на основании " + basis;
        }
        return "в лице %s %s, %s на основании %s"
                .formatted(
                        positionInGenitive(),
                        text(signatoryGenitive),
                        isWoman() ? "действующей" : "действующего",
                        basis);
    }

    private String positionInGenitive() {
        return signatoryPositionGenitive == null || signatoryPositionGenitive.isBlank()
                ? Genitive.of(text(signatoryPosition))
                : signatoryPositionGenitive.strip();
    }

    /** By the patronymic, the one part of a Russian name that tells. */
    private boolean isWoman() {
        String[] words = text(signatory).strip().toLowerCase(Locale.ROOT).split("\\s+");
        return words.length > 2 && (words[2].endsWith("на") || words[2].endsWith("кызы"));
    }

    /** As it stands in the requisites, a line each. */
    String requisites() {
        List<String> lines = new ArrayList<>(List.of(text(legalName)));
        lines.add(kpp == null || kpp.isBlank() ? "ИНН " + text(inn) : "ИНН " + text(inn) + " / КПП " + kpp.strip());
        lines.add((isEntrepreneur() ? "ОГРНИП " : "ОГРН ") + text(ogrn));
        lines.add("Адрес: " + text(address));
        lines.add("Р/с " + text(account));
        lines.add("в " + text(bank));
        lines.add("К/с " + text(correspondentAccount));
        lines.add("БИК " + text(bik));
        return String.join("\n", lines);
    }

    /** Above the line one signs on. */
    String position() {
        String position = text(signatoryPosition).strip();
        if (position.isEmpty()) {
            return "Индивидуальный предприниматель";
        }
        return Character.toUpperCase(position.charAt(0)) + position.substring(1);
    }

    /** «И. И. Иванов» of «Иванов Иван Иванович». */
    String signature() {
        String[] words = text(signatory).strip().split("\\s+");
        StringBuilder initials = new StringBuilder();
        for (int i = 1; i < words.length && i < 3; i++) {
            initials.append(words[i].charAt(0)).append(".\u00a0");
        }
        return initials + words[0];
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value.strip();
    }
}
