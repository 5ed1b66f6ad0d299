package crm.platform.bulk;

import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.store.RequestKey;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.util.MultiValueMap;

/**
 * What is done with many cards of a list; what was begun is found again by its code after a restart.
 *
 * @param code the list's code, and what is done there: {@code leads/stage}
 * @param wish what the form asks for; it refuses what no card could be asked
 * @param words what it is called
 * @param one does it with one card, by the rights of who asked
 */
public record BulkDeed<W>(
        String code, Function<MultiValueMap<String, String>, W> wish, Function<W, Words> words, One<W> one) {
    static final String EMPLOYEE = "employeeId";
    /** Where it is asked, below the list's own address. */
    static final String STAGE = "/stage";

    static final String REJECTION = "/rejection";
    static final String RESPONSIBLE = "/responsible";

    /** One card: it refuses as it would alone. */
    @FunctionalInterface
    public interface One<W> {
        /** @param key the same for the same card of the same request, whatever crashes in between */
        void on(String id, W wish, By by, RequestKey key);
    }

    /**
     * @param title of the whole: Смена стадии
     * @param done with a small letter, after «Не» too: перемещено
     */
    public record Words(String title, String done) {}

    /** Cards given to an employee, or to several in turn; of those the wish is the one whose turn it is. */
    static BulkDeed<String> handOut(String list, One<String> one) {
        return new BulkDeed<>(
                list + RESPONSIBLE, BulkDeed::employee, who -> new Words("Передача ответственным", "передано"), one);
    }

    /** Cards asked for another stage, or refused. */
    public static <W> BulkDeed<W> moves(
            String list, Function<MultiValueMap<String, String>, W> wish, Predicate<W> rejection, One<W> one) {
        return new BulkDeed<>(
                list + STAGE,
                wish,
                move -> rejection.test(move) ? new Words("Отказ", "отказано") : new Words("Смена стадии", "перемещено"),
                one);
    }

    private static String employee(MultiValueMap<String, String> said) {
        String who = said.getFirst(EMPLOYEE);
        if (who == null || who.isBlank()) {
            throw Refusals.invalid(EMPLOYEE, "required");
        }
        return who;
    }

    String list() {
        return code.substring(0, code.indexOf('/'));
    }

    Words called(MultiValueMap<String, String> said) {
        return words.apply(wish.apply(said));
    }

    void on(String id, MultiValueMap<String, String> said, By by, RequestKey key) {
        one.on(id, wish.apply(said), by, key);
    }
}
