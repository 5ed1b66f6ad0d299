package crm.ui.filter;

import crm.ui.form.Option;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The chips of a page's filter. Built from {@link #of}: each word adds a chip that reads its own values from the address.
 *
 * @param address the present one
 * @param chips in the order shown
 * @param totals what the right end says: «Всего 412», «просрочено 19», «без задач 23»
 * @param saveUrl the dialog that saves the filter under a name, null without
 */
public record Filter(
        Address address,
        List<Chip> chips,
        List<Total> totals,
        @Nullable String saveUrl) {

    /**
     * One chip.
     *
     * @param kind {@code toggle}, {@code choice}, {@code days}, {@code period}, {@code sums} or {@code text}
     * @param name its parameter; of days and sums the stem, to which From and To are added
     * @param shown the words of what is chosen, null when nothing is
     * @param removeUrl the address without it
     * @param setUrl of a toggle, the address with it
     * @param hidden the other parameters, carried along by the chip's form
     */
    public record Chip(
            String kind,
            String name,
            String label,
            @Nullable String shown,
            String removeUrl,
            @Nullable String setUrl,
            List<Option> options,
            List<String> chosen,
            List<Option> hidden) {

        /** Whether it narrows the page now. */
        public boolean set() {
            return shown != null;
        }

        /** The id of its popover. */
        public String id() {
            return "filter-" + name;
        }

        /** Whether an option is chosen. */
        public boolean has(Option option) {
            return chosen.contains(option.value());
        }
    }

    /** A figure at the right end, with a signal if it has one. */
    public record Total(String label, long count, @Nullable String signal) {}

    /** No chips yet. */
    public static Filter of(Address address) {
        return new Filter(address, List.of(), List.of(), null);
    }

    /** A chip that is on or off: «В работе» is {@code stage} with all open stages. */
    public Filter toggle(String name, String label, String... values) {
        boolean on = new java.util.HashSet<>(address.values(name)).equals(java.util.Set.of(values));
        return plus(new Chip(
                "toggle",
                name,
                label,
                on ? "" : null,
                address.without(name).url(),
                address.with(name, values).url(),
                List.of(),
                List.of(),
                List.of()));
    }

    /** Any of several values. */
    public Filter choice(String name, String label, List<Option> options) {
        var chosen = address.values(name);
        var words = options.stream()
                .filter(option -> chosen.contains(option.value()))
                .map(Option::label)
                .toList();
        String shown = chosen.isEmpty()
                ? null
                : words.isEmpty()
                        ? String.join(", ", chosen)
                        : words.size() > 2
                                ? words.get(0) + ", " + words.get(1) + " и ещё " + (words.size() - 2)
                                : String.join(", ", words);
        return plus(new Chip(
                "choice", name, label, shown, address.without(name).url(), null, options, chosen, hidden(name)));
    }

    /** From a day to a day, both inclusive, either may be absent: parameters {@code nameFrom}, {@code nameTo}. */
    public Filter days(String name, String label) {
        return range("days", name + "From", name + "To", name, label);
    }

    /** The page's own period, from a day to a day, both inclusive: parameters {@code from}, {@code to}. */
    public Filter period(String label) {
        return range("period", "from", "to", "period", label);
    }

    /** From a sum to a sum. */
    public Filter sums(String name, String label) {
        return range("sums", name + "From", name + "To", name, label);
    }

    /** A text to be found. */
    public Filter text(String name, String label) {
        var chosen = address.values(name);
        return plus(new Chip(
                "text",
                name,
                label,
                chosen.isEmpty() ? null : chosen.getFirst(),
                address.without(name).url(),
                null,
                List.of(),
                chosen,
                hidden(name)));
    }

    /** With a figure at the right end. */
    public Filter total(String label, long count, @Nullable String signal) {
        var more = new ArrayList<>(totals);
        more.add(new Total(label, count, signal));
        return new Filter(address, chips, List.copyOf(more), saveUrl);
    }

    /** With «Сохранить вид». */
    public Filter saved(String dialogUrl) {
        return new Filter(address, chips, totals, dialogUrl);
    }

    /** Whether any chip narrows the page. */
    public boolean set() {
        return chips.stream().anyMatch(Chip::set);
    }

    /** As a sentence: «В работе; Источник: Сайт, Партнёр», an empty text when nothing narrows the page. */
    public String words() {
        return chips.stream()
                .filter(Chip::set)
                .map(chip -> chip.kind().equals("toggle") ? chip.label() : chip.label() + ": " + chip.shown())
                .collect(java.util.stream.Collectors.joining("; "));
    }

    private Filter range(String kind, String from, String to, String name, String label) {
        var chosen = List.of(first(from), first(to));
        String shown = chosen.stream().allMatch(String::isEmpty)
                ? null
                : (chosen.get(0).isEmpty() ? "" : "с " + russian(kind, chosen.get(0)))
                        + (chosen.get(1).isEmpty()
                                ? ""
                                : (chosen.get(0).isEmpty() ? "" : " ") + "по " + russian(kind, chosen.get(1)));
        return plus(new Chip(
                kind, name, label, shown, address.without(from, to).url(), null, List.of(), chosen, hidden(from, to)));
    }

    private static String russian(String kind, String value) {
        return !kind.equals("sums") && value.matches("\\d{4}-\\d{2}-\\d{2}")
                ? value.substring(8) + "." + value.substring(5, 7) + "." + value.substring(0, 4)
                : value;
    }

    private String first(String name) {
        return address.values(name).isEmpty() ? "" : address.values(name).getFirst();
    }

    private List<Option> hidden(String... names) {
        var others = new ArrayList<Option>();
        address.without(names)
                .parameters()
                .forEach((name, values) -> values.forEach(value -> others.add(Option.of(name, value))));
        return others;
    }

    private Filter plus(Chip chip) {
        var more = new ArrayList<>(chips);
        more.add(chip);
        return new Filter(address, List.copyOf(more), totals, saveUrl);
    }
}
