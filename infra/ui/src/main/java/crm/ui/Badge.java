package crm.ui;

import org.jspecify.annotations.Nullable;

/** A small mark beside a title: a word, an icon if any, and one of the tones {@code repeat nosum ok bad warn line dm}. */
public record Badge(
        String text, @Nullable String icon, @Nullable String tone) {

    /** A plain grey one. */
    public static Badge of(String text) {
        return new Badge(text, null, null);
    }

    /** A deal with someone who bought before. */
    public static Badge repeat() {
        return new Badge("повторная", "repeat", "repeat");
    }

    /** A deal that should have products by now and has none. */
    public static Badge noSum() {
        return new Badge("нет суммы", "coin-off", "nosum");
    }

    /** Brought back from rejection. */
    public static Badge returned() {
        return of("вернулся");
    }

    /** The one who decides. */
    public static Badge decisionMaker() {
        return new Badge("ЛПР", "crown", "dm");
    }

    /** Bought within the term of the setting. */
    public static Badge client() {
        return new Badge("клиент", "circle-check", "ok");
    }

    /** Bought long ago. */
    public static Badge formerClient() {
        return new Badge("бывший клиент", "history", "repeat");
    }

    /** Waits for the n-th time. */
    public static Badge waits(int times) {
        return new Badge("ждёт " + times + "-й раз", "hourglass", null);
    }

    /** Outlined: «основной», «в офисе». */
    public static Badge line(String text) {
        return new Badge(text, null, "line");
    }
}
