package crm.directory.client;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What became of a card beside its fields.
 *
 * @param mergedInto the card it turned out to be; null while it stands for itself
 * @param absorbed those that turned out to be this one
 * @param set the status a person gave it; null when nobody did
 * @param releasedFrom whose dismissal made it nobody's, until somebody gets it (D-6)
 * @param last the newest change; the next one puts it into the history
 */
public record Life(
        @Nullable String mergedInto,
        List<String> absorbed,
        @Nullable SetStatus set,
        @Nullable String releasedFrom,
        @Nullable Revision last) {

    public static final Life NEW = new Life(null, List.of(), null, null, null);

    public Life {
        absorbed = absorbed == null ? List.of() : List.copyOf(absorbed);
    }

    /** A client status given by a person (D-10). */
    public record SetStatus(ClientStatus status, Instant at) {}

    Life changed(Revision revision) {
        return new Life(mergedInto, absorbed, set, releasedFrom, revision);
    }

    /** The newest change of this on what became of another state of the card. */
    public Life over(Life other) {
        return other.changed(Objects.requireNonNull(last));
    }

    Life set(ClientStatus status, Instant at) {
        return new Life(mergedInto, absorbed, new SetStatus(status, at), releasedFrom, last);
    }

    /** Nobody's since the dismissal of this employee; null: somebody has got it. */
    Life releasedFrom(@Nullable String employeeId) {
        return new Life(mergedInto, absorbed, set, employeeId, last);
    }

    Life mergedInto(String survivor) {
        return new Life(survivor, absorbed, set, null, last);
    }

    /** With one more that turned out to be this one, and those that had turned out to be that one; of two statuses the later. */
    public Life absorbed(ClientCard<?> other) {
        Set<String> more = new LinkedHashSet<>(absorbed);
        more.add(other.id());
        more.addAll(other.life().absorbed());
        SetStatus theirs = other.life().set();
        boolean later = theirs != null && (set == null || theirs.at().isAfter(set.at()));
        return new Life(mergedInto, List.copyOf(more), later ? theirs : set, releasedFrom, last);
    }
}
