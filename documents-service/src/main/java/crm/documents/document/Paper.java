package crm.documents.document;

import crm.documents.card.Deal;
import crm.events.CardRef;
import crm.events.DocumentEvent;
import crm.events.DocumentGenerated;
import crm.events.DocumentRevised;
import crm.events.Money;
import crm.platform.refusal.Refused;
import crm.platform.search.Words;
import crm.platform.store.Aggregate;
import crm.platform.store.News;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A document of a card: a contract, later an offer or an invoice. Its files are beside it.
 *
 * @param card {@code deal/{id}}
 * @param number unique per kind and year
 * @param total the sum it speaks of, in roubles
 * @param client the other side, as the document names it
 * @param search the words it is found by
 * @param seen its deal as it was last told, for the rights of readers
 */
public record Paper(
        String id,
        @Nullable Long version,
        long sequence,
        String card,
        Kind kind,
        String number,
        BigDecimal total,
        String client,
        List<Version> versions,
        Instant createdAt,
        String createdBy,
        List<String> search,
        @Nullable Deal seen,
        News<DocumentEvent> news)
        implements Aggregate {
    static final int VERSIONS = 100;

    public Paper {
        versions = List.copyOf(versions);
        search = search == null ? List.of() : List.copyOf(search);
        news = news == null ? News.none() : news;
    }

    /** What a new document is about. */
    public record Origin(CardRef card, Kind kind, String number, BigDecimal total, String client) {}

    /** G-1. */
    static Paper generated(String id, Origin origin, String docx, String pdf, Instant now, String by) {
        return new Paper(
                id,
                null,
                0,
                origin.card().toString(),
                origin.kind(),
                origin.number(),
                origin.total(),
                origin.client(),
                List.of(new Version(1, docx, pdf, now, by)),
                now,
                by,
                words(origin),
                null,
                News.<DocumentEvent>none()
                        .and(new DocumentGenerated(
                                origin.card(), origin.kind().name(), origin.number(), Money.roubles(origin.total()))));
    }

    /** Found by the whole number, by each of its parts, and by the last without its zeros. */
    private static List<String> words(Origin origin) {
        String last = origin.number().substring(origin.number().lastIndexOf('-') + 1);
        return Words.of(
                origin.number(), last.replaceFirst("^0+", ""), origin.number().replaceAll("\\D", ""), origin.client());
    }

    /** G-3: the next version, edited by hand. */
    Paper revised(String docx, String pdf, Instant now, String by) {
        if (versions.size() >= VERSIONS) {
            throw new Refused(new DocumentRefusal.TooManyVersions(VERSIONS));
        }
        int next = latest().version() + 1;
        List<Version> more = new ArrayList<>(versions);
        more.add(new Version(next, docx, pdf, now, by));
        return new Paper(
                id,
                version,
                sequence,
                card,
                kind,
                number,
                total,
                client,
                more,
                createdAt,
                createdBy,
                search,
                seen,
                news.and(new DocumentRevised(CardRef.of(card), kind.name(), number, next)));
    }

    Version latest() {
        return versions.getLast();
    }

    Optional<Version> version(int number) {
        return versions.stream().filter(version -> version.version() == number).findFirst();
    }

    /** Whether one of its versions is this file. */
    boolean has(String file) {
        return versions.stream()
                .anyMatch(
                        version -> version.docx().equals(file) || version.pdf().equals(file));
    }
}
