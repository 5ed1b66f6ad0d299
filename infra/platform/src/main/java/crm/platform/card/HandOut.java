package crm.platform.card;

import crm.platform.refusal.Fields;
import crm.platform.refusal.Problems;
import crm.platform.refusal.Refused;
import crm.platform.store.RequestKey;
import crm.platform.web.Page;
import crm.platform.web.Query;
import crm.ui.HxTrigger;
import crm.ui.dialog.Assign;
import crm.ui.dialog.Dialog;
import crm.ui.filter.Address;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.ui.Model;

/**
 * Many cards given to one employee, or to several in turn (V-4).
 *
 * @param picked which cards
 * @param employees who gets them
 */
public record HandOut(Picked picked, List<String> employees) {
    private static final Set<String> OWN = Set.of("ids", "everything", "employeeId", "count");

    /** Reads what the form was sent with: its fields, and the list's filter in its address. */
    public static HandOut of(Map<String, String[]> sent) {
        Map<String, List<String>> filter = new LinkedHashMap<>();
        sent.forEach((name, values) -> {
            if (!OWN.contains(name)) {
                filter.put(name, List.of(values));
            }
        });
        return new HandOut(Picked.of(sent, filter), Picked.values(sent, "employeeId"));
    }

    /**
     * What the dialog says.
     *
     * @param title «Назначить ответственных»
     * @param submit «Назначить»
     * @param all «все лиды, что показывает фильтр»
     * @param picked «выбрано лидов: », a count follows
     */
    public record Words(String title, String submit, String all, String picked) {}

    /**
     * The dialog that asks who gets the cards: the picked ones, or all that the list's filter shows, come with its form.
     *
     * @param path where it is sent
     * @param count how many were picked
     */
    public static String ask(
            HttpServletRequest request, String path, Words words, int count, List<Assign.Pick> picks, Model model) {
        boolean everything = of(request.getParameterMap()).picked.everything();
        String action = Address.of(path, request.getParameterMap())
                .without("count", "everything")
                .url();
        Dialog dialog =
                Dialog.of(words.title(), everything ? words.all() : words.picked() + count, action, words.submit());
        model.addAttribute("assign", Assign.many(dialog, picks));
        return "kit/dialog :: assign(assign=${assign})";
    }

    /** What has come of it; the list is drawn anew. */
    public static ResponseEntity<Void> answer(Outcome outcome, UnaryOperator<String> nameOf, Problems problems) {
        String said = outcome.words(nameOf, problems);
        return ResponseEntity.noContent()
                .header(HxTrigger.HEADER, HxTrigger.changedList().toast(said).value())
                .build();
    }

    /** Gives one card to one employee, or refuses. */
    @FunctionalInterface
    public interface Assignment {
        void assign(String id, String employeeId, @Nullable RequestKey key);
    }

    /**
     * Hands the cards out.
     *
     * @param list a page of the ids that a filter shows
     * @param key the same request again gives every card to whom it went the first time
     * @throws Refused naming the field if nobody or nothing was picked, or 503 if a service is away
     */
    public Outcome among(Function<Query, Page<String>> list, @Nullable RequestKey key, Assignment assignment) {
        new Fields().check(!employees.isEmpty(), "employeeId", "required").orRefuse();
        Map<String, Integer> given = new LinkedHashMap<>();
        int[] turn = {0};
        Picked.Outcome outcome = picked.each(list, key, (id, own) -> {
            String next = employees.get(turn[0] % employees.size());
            assignment.assign(id, next, own);
            given.merge(next, 1, Integer::sum);
            turn[0]++;
        });
        return new Outcome(given, outcome);
    }

    /** How many cards each employee got, and how many were refused for what. */
    public record Outcome(Map<String, Integer> given, Picked.Outcome picked) {

        /** One sentence for people: «Передано 12: Анна Ковалёва — 6, Денис Орлов — 6. Не передано 2: …». */
        public String words(Function<String, String> nameOf, Problems problems) {
            StringBuilder words =
                    new StringBuilder(picked.done() == 0 ? "Ничего не передано." : "Передано " + picked.done());
            if (picked.done() > 0) {
                words.append(given.entrySet().stream()
                        .map(each -> nameOf.apply(each.getKey()) + (given.size() > 1 ? " — " + each.getValue() : ""))
                        .collect(Collectors.joining(", ", ": ", ".")));
            }
            return words.append(picked.reasons("Не передано", problems)).toString();
        }
    }
}
