package crm.reporting.funnel;

import crm.reporting.history.Generation;
import crm.reporting.history.Generations;
import crm.reporting.history.Histories;
import crm.reporting.history.History;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The ways of all cards, held in memory and brought up to the store before every look: a look reads which generation is in use
 * and which batch of it is in, and then only the rows that changed. So every instance answers from the same batch or a newer one.
 * About 250 bytes a card.
 */
@Component
class Cards {
    private final Generations generations;
    private final Histories histories;
    private Book inUse = new Book(0);
    /** The generation that will be in use soon. */
    private Book next = new Book(0);

    Cards(Generations generations, Histories histories) {
        this.generations = generations;
        this.histories = histories;
    }

    /**
     * What is known now.
     *
     * @param asOf all that was published before is in; null while that cannot be said
     */
    record View(int generation, @Nullable Instant asOf, Map<String, Card> bySubject, Departments departments) {
        Collection<Card> cards() {
            return bySubject.values();
        }

        /** Whether a lead's deal stands in WON now. */
        boolean won(Card lead) {
            Card deal = lead.dealId() == null ? null : bySubject.get("deal/" + lead.dealId());
            return deal != null && deal.stage() == Stage.DEAL_WON;
        }
    }

    /** The rows of one generation up to a batch. */
    private static final class Book {
        private final int generation;
        private final Map<String, Card> bySubject = new ConcurrentHashMap<>();
        private final Departments departments = new Departments();
        private long batch;

        Book(int generation) {
            this.generation = generation;
        }

        void learn(History history) {
            if (history.kind().equals("employee")) {
                departments.learn(history);
            } else {
                Stage.Kind.of(history.kind())
                        .ifPresent(kind -> bySubject.put(history.subject(), Card.of(kind, history)));
            }
        }
    }

    synchronized View now() {
        Generation live = generations.get(generations.current().live());
        if (inUse.generation != live.number()) {
            inUse = next.generation == live.number() ? next : new Book(live.number());
            next = new Book(0);
        }
        bring(inUse, live);
        return new View(live.number(), live.asOf(), inUse.bySubject, inUse.departments);
    }

    private void bring(Book book, Generation generation) {
        if (book.batch < generation.batch()) {
            histories.changedSince(generation.number(), book.batch, book::learn);
            book.batch = generation.batch();
        }
    }

    /** So that a look finds little to do, and a new generation is known before it is in use. */
    @Scheduled(fixedDelay = 1000)
    void keepUp() {
        now();
        Integer building = generations.current().building();
        if (building != null && generations.get(building).readyAt() != null) {
            learnNext(generations.get(building));
        }
    }

    private synchronized void learnNext(Generation built) {
        if (next.generation != built.number()) {
            next = new Book(built.number());
        }
        bring(next, built);
    }
}
