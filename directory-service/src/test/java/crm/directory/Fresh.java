package crm.directory;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Names and numbers that nobody has yet, valid ones. */
public final class Fresh {
    private static final AtomicLong NEXT =
            new AtomicLong(ThreadLocalRandom.current().nextLong(100_000_000));

    private Fresh() {}

    /** A word of letters. */
    public static String word() {
        StringBuilder word = new StringBuilder("я");
        for (long left = NEXT.incrementAndGet() + 1_000_000_000L; left > 0; left /= 32) {
            word.append((char) ('а' + left % 32));
        }
        return word.toString();
    }

    public static String phone() {
        return "+7495%07d".formatted(NEXT.incrementAndGet() % 10_000_000);
    }

    public static String email() {
        return "m" + NEXT.incrementAndGet() + "@name.example";
    }

    /** Of a company: ten digits, the last one for check. */
    public static String inn() {
        String nine = "%09d".formatted(NEXT.incrementAndGet() % 1_000_000_000);
        int[] weights = {2, 4, 10, 3, 5, 9, 4, 6, 8};
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * (nine.charAt(i) - '0');
        }
        return nine + sum % 11 % 10;
    }

    public static Map<String, Object> person(Map<String, ?> more) {
        Map<String, Object> body = new HashMap<>(Map.of("fullName", "Соколова " + word(), "position", "ЛПР, директор"));
        body.putAll(more);
        return body;
    }

    public static Map<String, Object> firm(Map<String, ?> more) {
        Map<String, Object> body = new HashMap<>(Map.of("name", "ООО «" + word() + "»", "kindOfActivity", "мебель"));
        body.putAll(more);
        return body;
    }
}
