package crm.ui.timeline;

import crm.ui.Link;
import crm.ui.Signal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a timeline. Made by {@link #open}, {@link #past} or {@link #system}, then given what it has.
 *
 * @param icon of the sprite
 * @param title in bold: «Звонок», «Недозвон», who commented
 * @param facts quiet words after it, joined by dots
 * @param text what is planned, was written or said
 * @param outcome what came of it, with a check
 * @param note at the right end of an open one: «переносили 2 раза, недозвонов 3»
 * @param related the card it belongs to, when that is not the page's
 * @param pieces the sentence of a system entry
 */
public record Entry(
        String id,
        Kind kind,
        String icon,
        String title,
        @Nullable Signal due,
        @Nullable Instant at,
        List<String> facts,
        @Nullable String text,
        @Nullable String outcome,
        List<File> files,
        @Nullable String recordingUrl,
        List<Link> actions,
        @Nullable String note,
        @Nullable Link related,
        List<Piece> pieces) {

    /** How an entry is drawn. */
    public enum Kind {
        OPEN,
        PAST,
        SYSTEM
    }

    /**
     * A file to be downloaded.
     *
     * @param size in bytes
     * @param shown whether a browser can show it safely: it opens with {@code ?inline=true}
     */
    public record File(String name, String url, long size, boolean shown) {}

    /** A part of a system entry's sentence: words, a link when {@code url} is set, or a stage with its colour when {@code stage} is. */
    public record Piece(
            String text,
            @Nullable String kind,
            @Nullable String stage,
            @Nullable String url) {

        /** Words. */
        public static Piece words(String text) {
            return new Piece(text, null, null, null);
        }

        /** A stage of a {@code lead} or {@code deal}. */
        public static Piece stage(String kind, String stage) {
            return new Piece("", kind, stage, null);
        }

        /** Words that lead somewhere. */
        public static Piece link(String text, String url) {
            return new Piece(text, null, null, url);
        }
    }

    /** A planned activity. */
    public static Entry open(String id, String icon, String title, Signal due) {
        return new Entry(
                id, Kind.OPEN, icon, title, due, null, List.of(), null, null, List.of(), null, List.of(), null, null,
                List.of());
    }

    /** Something that was. */
    public static Entry past(String id, String icon, String title, Instant at) {
        return new Entry(
                id, Kind.PAST, icon, title, null, at, List.of(), null, null, List.of(), null, List.of(), null, null,
                List.of());
    }

    /** What the system did. */
    public static Entry system(String id, String icon, Instant at, Piece... sentence) {
        return new Entry(
                id,
                Kind.SYSTEM,
                icon,
                "",
                null,
                at,
                List.of(),
                null,
                null,
                List.of(),
                null,
                List.of(),
                null,
                null,
                List.of(sentence));
    }

    /** With quiet words after the title. */
    public Entry facts(String... words) {
        return new Entry(
                id,
                kind,
                icon,
                title,
                due,
                at,
                List.of(words),
                text,
                outcome,
                files,
                recordingUrl,
                actions,
                note,
                related,
                pieces);
    }

    /** With its text. */
    public Entry text(@Nullable String words) {
        return new Entry(
                id,
                kind,
                icon,
                title,
                due,
                at,
                facts,
                words,
                outcome,
                files,
                recordingUrl,
                actions,
                note,
                related,
                pieces);
    }

    /** With what came of it. */
    public Entry outcome(@Nullable String words) {
        return new Entry(
                id,
                kind,
                icon,
                title,
                due,
                at,
                facts,
                text,
                words,
                files,
                recordingUrl,
                actions,
                note,
                related,
                pieces);
    }

    /** With files. */
    public Entry files(List<File> attached) {
        return new Entry(
                id,
                kind,
                icon,
                title,
                due,
                at,
                facts,
                text,
                outcome,
                List.copyOf(attached),
                recordingUrl,
                actions,
                note,
                related,
                pieces);
    }

    /** With the recording of a call. */
    public Entry recording(@Nullable String url) {
        return new Entry(
                id, kind, icon, title, due, at, facts, text, outcome, files, url, actions, note, related, pieces);
    }

    /** With its buttons. */
    public Entry actions(Link... buttons) {
        return new Entry(
                id,
                kind,
                icon,
                title,
                due,
                at,
                facts,
                text,
                outcome,
                files,
                recordingUrl,
                List.of(buttons),
                note,
                related,
                pieces);
    }

    /** With words at the right end. */
    public Entry note(@Nullable String words) {
        return new Entry(
                id,
                kind,
                icon,
                title,
                due,
                at,
                facts,
                text,
                outcome,
                files,
                recordingUrl,
                actions,
                words,
                related,
                pieces);
    }

    /** With a link to the card it belongs to. */
    public Entry related(@Nullable Link card) {
        return new Entry(
                id, kind, icon, title, due, at, facts, text, outcome, files, recordingUrl, actions, note, card, pieces);
    }
}
