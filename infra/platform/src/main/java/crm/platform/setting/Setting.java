package crm.platform.setting;

import crm.platform.refusal.Fields;
import crm.platform.refusal.Refusals;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One thing to decide: its name, what it is until somebody decides, and which values it takes. Its words are in the message
 * bundle: {@code setting.<name>}, {@code setting.<name>.hint}, and of choices {@code setting.<name>.<CODE>}.
 */
public final class Setting<T> {
    private static final int LINE = 200;
    private static final int LINES = 10_000;

    private final String name;
    private final Shape shape;
    private final T byDefault;
    private final List<String> choices;
    private final Function<String, T> parse;
    private final Function<T, String> print;

    /** How it is typed. */
    public enum Shape {
        NUMBER,
        FLAG,
        CHOICE,
        LINE,
        LINES
    }

    private Setting(
            String name,
            Shape shape,
            T byDefault,
            List<String> choices,
            Function<String, T> parse,
            Function<T, String> print) {
        this.name = name;
        this.shape = shape;
        this.byDefault = byDefault;
        this.choices = choices;
        this.parse = parse;
        this.print = print;
    }

    /** A whole number between two bounds, both included. */
    public static Setting<Integer> number(String name, int byDefault, int least, int most) {
        return new Setting<>(
                name,
                Shape.NUMBER,
                byDefault,
                List.of(),
                typed -> {
                    int number = Integer.parseInt(typed);
                    new Fields()
                            .number(
                                    "value",
                                    BigDecimal.valueOf(number),
                                    BigDecimal.valueOf(least),
                                    BigDecimal.valueOf(most),
                                    0)
                            .orRefuse();
                    return number;
                },
                String::valueOf);
    }

    /** On or off. */
    public static Setting<Boolean> flag(String name, boolean byDefault) {
        return new Setting<>(
                name,
                Shape.FLAG,
                byDefault,
                List.of("true", "false"),
                typed -> switch (typed) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException(typed);
                },
                String::valueOf);
    }

    /** One of a few. */
    public static <E extends Enum<E>> Setting<E> choice(String name, E byDefault) {
        Class<E> type = byDefault.getDeclaringClass();
        return new Setting<>(
                name,
                Shape.CHOICE,
                byDefault,
                Arrays.stream(type.getEnumConstants()).map(Enum::name).toList(),
                typed -> Enum.valueOf(type, typed),
                Enum::name);
    }

    /**
     * Something that is written in one line.
     *
     * @param parse throws an {@link IllegalArgumentException} or {@link DateTimeException} for what it cannot be
     */
    public static <T> Setting<T> line(String name, T byDefault, Function<String, T> parse, Function<T, String> print) {
        return new Setting<>(name, Shape.LINE, byDefault, List.of(), parse, print);
    }

    /** As {@link #line}, in several lines. */
    public static <T> Setting<T> lines(String name, T byDefault, Function<String, T> parse, Function<T, String> print) {
        return new Setting<>(name, Shape.LINES, byDefault, List.of(), parse, print);
    }

    public String name() {
        return name;
    }

    public Shape shape() {
        return shape;
    }

    /** The codes of a choice or a flag. */
    public List<String> choices() {
        return choices;
    }

    /**
     * What was typed, as it is kept.
     *
     * @throws crm.platform.refusal.Refused 422 at {@code value}
     */
    String checked(@Nullable String typed) {
        String text = typed == null ? "" : typed.strip();
        new Fields().text("value", text, shape == Shape.LINES ? LINES : LINE).orRefuse();
        try {
            return print.apply(parse.apply(text));
        } catch (IllegalArgumentException | DateTimeException wrong) {
            throw Refusals.invalid("value", "invalid");
        }
    }

    String printedDefault() {
        return print.apply(byDefault);
    }

    /** What was kept once is read even if it could not be chosen any more: then the default counts. */
    T read(@Nullable String kept) {
        if (kept == null) {
            return byDefault;
        }
        try {
            return parse.apply(kept);
        } catch (RuntimeException notAnyMore) {
            return byDefault;
        }
    }
}
