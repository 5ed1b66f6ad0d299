package crm.reporting.funnel;

import crm.reporting.history.History;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The stays of all cards of one generation as columns of numbers, the stays of a card side by side: a report is one pass over
 * them. A card that changes writes its stays over the old ones, or at the end when there are more of them now.
 */
final class Book {
    private static final int FEW = 1024;
    private static final byte GONE = -1;
    private static final int WENT_ON = 0x40;
    private static final int STAGE = 0x3f;

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final int generation;
    private long batch;

    final Names sources = new Names();
    final Names cities = new Names();
    final Names people = new Names();
    final Departments departments = new Departments();

    private final Map<String, Integer> cards = new HashMap<>();
    private @Nullable String[] subject = new @Nullable String[FEW];
    private int[] source = new int[FEW];
    private int[] city = new int[FEW];
    private int[] responsible = new int[FEW];
    private int[] deal = new int[FEW];
    private byte[] present = new byte[FEW];
    private int[] first = new int[FEW];
    private int[] count = new int[FEW];

    private int size;
    private int gone;
    private int[] card = new int[FEW];
    private byte[] stage = new byte[FEW];
    private int[] owner = new int[FEW];
    private long[] entered = new long[FEW];
    private long[] left = new long[FEW];

    Book(int generation) {
        this.generation = generation;
    }

    int generation() {
        return generation;
    }

    /** All up to this batch is in. */
    long batch() {
        return batch;
    }

    void upTo(long batch) {
        this.batch = batch;
    }

    /** Counts while nothing changes. */
    <T> T reading(Supplier<T> count) {
        lock.readLock().lock();
        try {
            return count.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    void learn(History history) {
        lock.writeLock().lock();
        try {
            if (history.kind().equals("employee")) {
                departments.learn(history);
            } else {
                Stage.Kind.of(history.kind()).ifPresent(kind -> put(Card.of(kind, history)));
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void put(Card news) {
        int at = number(news.subject());
        source[at] = sources.number(news.source());
        city[at] = cities.number(news.city());
        responsible[at] = people.number(news.responsible());
        deal[at] = news.dealId() == null ? -1 : number(Stage.Kind.DEAL.code() + "/" + news.dealId());
        Stage now = news.stage();
        present[at] = now == null ? GONE : (byte) now.ordinal();
        List<Card.Stay> stays = news.stays();
        if (count[at] != stays.size()) {
            Arrays.fill(stage, first[at], first[at] + count[at], GONE);
            gone += count[at];
            makeRoom(stays.size());
            first[at] = size;
            count[at] = stays.size();
            size += stays.size();
        }
        for (int i = 0; i < stays.size(); i++) {
            Card.Stay stay = stays.get(i);
            int to = first[at] + i;
            card[to] = at;
            stage[to] = (byte) (stay.stage().ordinal() | (news.wentOnFrom(i) ? WENT_ON : 0));
            owner[to] = people.number(stay.owner());
            entered[to] = stay.entered();
            left[to] = stay.left();
        }
    }

    private int number(String of) {
        Integer known = cards.get(of);
        if (known != null) {
            return known;
        }
        int number = cards.size();
        if (number == subject.length) {
            int more = 2 * number;
            subject = Arrays.copyOf(subject, more);
            source = Arrays.copyOf(source, more);
            city = Arrays.copyOf(city, more);
            responsible = Arrays.copyOf(responsible, more);
            deal = Arrays.copyOf(deal, more);
            present = Arrays.copyOf(present, more);
            first = Arrays.copyOf(first, more);
            count = Arrays.copyOf(count, more);
        }
        cards.put(of, number);
        subject[number] = of;
        deal[number] = -1;
        present[number] = GONE;
        return number;
    }

    private void makeRoom(int more) {
        if (size + more <= stage.length) {
            return;
        }
        if (gone > size / 2) {
            closeGaps();
        }
        if (size + more > stage.length) {
            int length = Math.max(size + more, size + size / 2);
            card = Arrays.copyOf(card, length);
            stage = Arrays.copyOf(stage, length);
            owner = Arrays.copyOf(owner, length);
            entered = Arrays.copyOf(entered, length);
            left = Arrays.copyOf(left, length);
        }
    }

    private void closeGaps() {
        int to = 0;
        for (int from = 0; from < size; from++) {
            if (stage[from] != GONE) {
                if (first[card[from]] == from) {
                    first[card[from]] = to;
                }
                card[to] = card[from];
                stage[to] = stage[from];
                owner[to] = owner[from];
                entered[to] = entered[from];
                left[to] = left[from];
                to++;
            }
        }
        size = to;
        gone = 0;
    }

    // What a pass over the stays reads

    /** Stays are numbered from 0 up to here; some of them are gone. */
    int stays() {
        return size;
    }

    boolean isGone(int stay) {
        return stage[stay] == GONE;
    }

    int card(int stay) {
        return card[stay];
    }

    Stage stage(int stay) {
        return Stage.ALL.get(stage[stay] & STAGE);
    }

    /** Whether the card stood in a later stage after this stay. */
    boolean wentOn(int stay) {
        return (stage[stay] & WENT_ON) != 0;
    }

    int owner(int stay) {
        return owner[stay];
    }

    long entered(int stay) {
        return entered[stay];
    }

    /** {@link Card#OPEN} while it lasts. */
    long left(int stay) {
        return left[stay];
    }

    int source(int card) {
        return source[card];
    }

    int city(int card) {
        return city[card];
    }

    String subject(int card) {
        return java.util.Objects.requireNonNull(subject[card]);
    }

    /** Who has the card now. */
    @Nullable
    String responsible(int card) {
        return people.text(responsible[card]);
    }

    /** Where the card stands now; null in a stage this version does not know. */
    @Nullable
    Stage present(int card) {
        return present[card] == GONE ? null : Stage.ALL.get(present[card]);
    }

    boolean becameDeal(int lead) {
        return present(lead) == Stage.LEAD_CONVERTED;
    }

    /** Whether a lead's deal stands in WON now. */
    boolean won(int lead) {
        return deal[lead] >= 0 && present(deal[lead]) == Stage.DEAL_WON;
    }
}
