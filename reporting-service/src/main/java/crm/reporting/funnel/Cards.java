package crm.reporting.funnel;

import crm.reporting.history.Generation;
import crm.reporting.history.Generations;
import crm.reporting.history.Histories;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The ways of all cards, held in memory and brought up to the store before every look: a look reads which generation is in use
 * and which batch of it is in, and then only the rows that changed. So every instance answers from the same batch or a newer one.
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
    record View(Book book, @Nullable Instant asOf) {}

    synchronized View now() {
        Generation live = generations.get(generations.current().live());
        if (inUse.generation() != live.number()) {
            inUse = next.generation() == live.number() ? next : new Book(live.number());
            next = new Book(0);
        }
        bring(inUse, live);
        return new View(inUse, live.asOf());
    }

    private void bring(Book book, Generation generation) {
        if (book.batch() < generation.batch()) {
            histories.changedSince(generation.number(), book.batch(), book::learn);
            book.upTo(generation.batch());
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
        if (next.generation() != built.number()) {
            next = new Book(built.number());
        }
        bring(next, built);
    }
}
