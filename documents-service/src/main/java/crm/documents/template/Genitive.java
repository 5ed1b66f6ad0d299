package crm.documents.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Posts in the genitive, for «в лице генерального директора»: adjectives and the noun after them are declined, what follows
 * the noun is in the genitive already («директор по развитию», «председатель правления»).
 */
final class Genitive {
    private static final Map<String, String> IRREGULAR = Map.of(
            "глава", "главы",
            "владелец", "владельца");
    private static final Set<String> AFTER_MANAGING = Set.of("директор", "партнёр", "партнер");
    private static final String HUSHING = "гкхжчшщ";

    private Genitive() {}

    static String of(String post) {
        String[] words = post.strip().split("\\s+");
        List<String> declined = new ArrayList<>();
        boolean nounSeen = false;
        for (int i = 0; i < words.length; i++) {
            String word = words[i];
            if (nounSeen) {
                declined.add(word);
                continue;
            }
            String plain = lower(word);
            String adjective = adjective(plain);
            if (adjective != null) {
                declined.add(adjective);
                // «управляющий отделением» is whole, «управляющий партнёр» has its noun to come
                nounSeen = (plain.startsWith("управляющ") || plain.startsWith("заведующ"))
                        && (i + 1 == words.length || !AFTER_MANAGING.contains(words[i + 1].toLowerCase(Locale.ROOT)));
            } else {
                declined.add(noun(plain));
                nounSeen = true;
            }
        }
        return String.join(" ", declined);
    }

    /** In the middle of a sentence a post has no capital; an abbreviation keeps its own. */
    private static String lower(String word) {
        boolean abbreviation = word.length() > 1 && word.equals(word.toUpperCase(Locale.ROOT));
        return abbreviation ? word : word.toLowerCase(Locale.ROOT);
    }

    private static @Nullable String adjective(String word) {
        String stem = word.length() > 4 ? word.substring(0, word.length() - 2) : "";
        if (stem.isEmpty()) {
            return null;
        }
        if (word.endsWith("ый") || word.endsWith("ой")) {
            return stem + "ого";
        }
        if (word.endsWith("ий")) {
            char last = stem.charAt(stem.length() - 1);
            return "гкх".indexOf(last) >= 0 ? stem + "ого" : stem + "его";
        }
        if (word.endsWith("ая")) {
            return HUSHING.indexOf(stem.charAt(stem.length() - 1)) > 2 ? stem + "ей" : stem + "ой";
        }
        return null;
    }

    private static String noun(String word) {
        if (IRREGULAR.containsKey(word)) {
            return IRREGULAR.get(word);
        }
        char last = word.charAt(word.length() - 1);
        String stem = word.substring(0, word.length() - 1);
        if ("бвгджзклмнпрстфхцчшщ".indexOf(last) >= 0) {
            return word + "а";
        }
        return switch (last) {
            case 'ь', 'й' -> stem + "я";
            case 'а' -> HUSHING.indexOf(stem.charAt(stem.length() - 1)) >= 0 ? stem + "и" : stem + "ы";
            case 'я' -> stem + "и";
            default -> word;
        };
    }

    /** «Устав» as people type it, «Устава» as «на основании» needs it; anything else is left as it was typed. */
    static String basis(String typed) {
        String basis = typed.strip();
        for (Map.Entry<String, String> known : Map.of(
                        "устав", "Устава",
                        "доверенность", "доверенности",
                        "свидетельство", "свидетельства",
                        "положение", "положения",
                        "приказ", "приказа")
                .entrySet()) {
            int length = known.getKey().length();
            if (basis.toLowerCase(Locale.ROOT).startsWith(known.getKey())
                    && (basis.length() == length || !Character.isLetter(basis.charAt(length)))) {
                return known.getValue() + basis.substring(length);
            }
        }
        return basis;
    }
}
