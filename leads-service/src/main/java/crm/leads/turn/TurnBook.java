package crm.leads.turn;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How many leads each got on a day, by hand or by turn. The next is the one with the fewest, of equals the one who waits
 * longest; who joins later begins at the fewest of those who were there (L-1).
 *
 * @param shares by employee
 * @param among who took part when the last lead was given
 * @param reserved leads that are just being given, counted already
 */
record TurnBook(LocalDate day, Map<String, Share> shares, Set<String> among, List<Reserved> reserved) {

    /**
     * @param given how many he got on the day
     * @param head how many the others had when he joined
     * @param last when he got one at all, also on an earlier day
     */
    record Share(long given, long head, @Nullable Instant last) {
        static final Share NONE = new Share(0, 0, null);

        long load() {
            return given + head;
        }
    }

    record Reserved(String token, String leadId, String to, Instant at) {}

    TurnBook {
        shares = Map.copyOf(shares);
        among = Set.copyOf(among);
        reserved = List.copyOf(reserved);
    }

    /** As the day begins: nobody got anything, but it is known who waits longest. */
    TurnBook on(LocalDate today) {
        if (day.equals(today)) {
            return this;
        }
        Map<String, Share> fresh = new LinkedHashMap<>();
        shares.forEach((id, share) -> fresh.put(id, new Share(0, 0, share.last())));
        return new TurnBook(today, fresh, Set.of(), reserved);
    }

    /** With those who take part now, whoever has just come with a fair beginning. */
    TurnBook joined(Collection<String> eligible) {
        OptionalLong fewest = eligible.stream()
                .filter(among::contains)
                .mapToLong(id -> of(id).load())
                .min();
        Map<String, Share> more = new LinkedHashMap<>(shares);
        for (String id : eligible) {
            Share share = of(id);
            if (!among.contains(id) && fewest.isPresent() && share.load() < fewest.getAsLong()) {
                more.put(id, new Share(share.given(), fewest.getAsLong() - share.given(), share.last()));
            }
        }
        return new TurnBook(day, more, new HashSet<>(eligible), reserved);
    }

    Share of(String id) {
        return shares.getOrDefault(id, Share.NONE);
    }

    /** The order of turn among these. */
    List<String> order(Collection<String> eligible) {
        return eligible.stream()
                .sorted(Comparator.<String>comparingLong(id -> of(id).load())
                        .thenComparing(id -> of(id).last(), Comparator.nullsFirst(Comparator.naturalOrder()))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    Optional<Reserved> reserving(String leadId) {
        return reserved.stream().filter(each -> each.leadId().equals(leadId)).findFirst();
    }

    Optional<Reserved> byToken(String token) {
        return reserved.stream().filter(each -> each.token().equals(token)).findFirst();
    }

    TurnBook reserve(Reserved reservation) {
        Share share = of(reservation.to());
        List<Reserved> more = new ArrayList<>(reserved);
        more.add(reservation);
        return with(reservation.to(), new Share(share.given() + 1, share.head(), reservation.at()), more);
    }

    /** The lead was given. */
    TurnBook keep(Reserved reservation) {
        return new TurnBook(day, shares, among, without(reservation));
    }

    /** The lead was not given after all: it does not count. */
    TurnBook undo(Reserved reservation) {
        Share share = of(reservation.to());
        return with(
                reservation.to(),
                new Share(Math.max(0, share.given() - 1), share.head(), share.last()),
                without(reservation));
    }

    private List<Reserved> without(Reserved reservation) {
        return reserved.stream()
                .filter(each -> !each.token().equals(reservation.token()))
                .toList();
    }

    private TurnBook with(String id, Share share, List<Reserved> reservations) {
        Map<String, Share> more = new LinkedHashMap<>(shares);
        more.put(id, share);
        return new TurnBook(day, more, among, reservations);
    }
}
