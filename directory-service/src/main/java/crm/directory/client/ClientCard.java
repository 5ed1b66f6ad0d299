package crm.directory.client;

import crm.directory.client.ClientRefusal.Claimed;
import crm.directory.client.Revision.Change;
import crm.events.CardKind;
import crm.events.ClientStatusChanged;
import crm.events.DirectoryEvent;
import crm.events.ResponsibleAssigned;
import crm.events.ResponsibleReleased;
import crm.platform.refusal.Refused;
import crm.platform.security.By;
import crm.platform.store.Aggregate;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A contact or a company. The rules that are the same for both are here; their fields are their own. */
public interface ClientCard<C extends ClientCard<C>> extends Aggregate {
    CardKind kind();

    /** What people call it: a full name, a company's name. */
    String title();

    /** Null when it is ownerless, ничей. */
    @Nullable
    String responsibleId();

    ClientStatus clientStatus();

    Instant createdAt();

    Life life();

    /** What it is told apart from others by (D-2), as its fields are now. */
    List<Mark> distinctive();

    /** The keys of its marks that no other card may have; null for none. */
    @Nullable
    List<String> claims();

    C claiming(@Nullable List<String> claims);

    /** The same card with this of it changed, and news of it. */
    C with(@Nullable String responsibleId, ClientStatus status, Life life, DirectoryEvent... said);

    /** D-3: with what the other one, which turned out to be this one, knows more. */
    C absorb(C other, By by, Instant now);

    /** With the words it is found by and the keys of its marks as they are computed today; itself if it has these. */
    C renewed();

    /** D-3: what the world is told when it turned out to be another one. */
    DirectoryEvent merged(String into);

    /** What events and timelines call it. */
    default String ref() {
        return kind().code() + "/" + id();
    }

    default boolean isMerged() {
        return life().mergedInto() != null;
    }

    /** D-5: takes what is nobody's; the head takes from anybody. */
    default C claim(By by, Colleagues colleagues, Instant now) {
        String owner = responsibleId();
        if (by.id().equals(owner)) {
            return self();
        }
        if (owner != null && !by.leads() && !colleagues.hasLeft(owner)) {
            throw new Refused(new Claimed(owner, colleagues.nameOf(owner)));
        }
        return handed(by.id(), "takeover", "claimed", by, now);
    }

    /** D-5: the head hands it to somebody. */
    default C assign(String to, By by, Instant now) {
        return to.equals(responsibleId()) ? self() : handed(to, "hand", "by hand", by, now);
    }

    /** D-6: nobody's, if it was this employee's. */
    default C released(String employeeId, String dismissalId, By by, Instant now) {
        return employeeId.equals(responsibleId())
                ? with(
                        null,
                        clientStatus(),
                        noted(by, now, List.of(Change.of("responsibleId", employeeId, null)))
                                .releasedFrom(employeeId),
                        new ResponsibleReleased(kind(), employeeId, "dismissal", dismissalId))
                : self();
    }

    private C handed(String to, String how, String why, By by, Instant now) {
        return with(
                to,
                clientStatus(),
                noted(by, now, List.of(Change.of("responsibleId", responsibleId(), to)))
                        .releasedFrom(null),
                new ResponsibleAssigned(kind(), responsibleId(), to, how, why));
    }

    /** D-10: a person says what it is to us; that holds until a later sale says otherwise. */
    default C setStatus(ClientStatus to, By by, Instant now) {
        Life set = life().set(to, now);
        if (to == clientStatus()) {
            return life().set() != null && life().set().status() == to
                    ? self()
                    : with(responsibleId(), to, set.changed(revision(by, now, List.of())));
        }
        return with(responsibleId(), to, set.changed(revision(by, now, statusChange(to))), told(to, "person"));
    }

    /** D-10: sales and time say what it is to us. */
    default C becomes(ClientStatus to, String why, By by, Instant now) {
        return to == clientStatus()
                ? self()
                : with(responsibleId(), to, noted(by, now, statusChange(to)), told(to, why));
    }

    private List<Change> statusChange(ClientStatus to) {
        return List.of(Change.of("clientStatus", clientStatus(), to));
    }

    private ClientStatusChanged told(ClientStatus to, String why) {
        return new ClientStatusChanged(kind(), clientStatus().name(), to.name(), why);
    }

    /** D-3: it turned out to be another one, which answers for it from now on; nobody is responsible for it any more. */
    default C mergedInto(C survivor, By by, Instant now) {
        Life merged = life().mergedInto(survivor.id())
                .changed(revision(by, now, List.of(Change.of("mergedInto", null, survivor.id()))));
        return with(null, clientStatus(), merged, merged(survivor.id())).claiming(null);
    }

    /** The card's life with one change more. */
    default Life noted(By by, Instant now, List<Change> changes) {
        return life().changed(revision(by, now, changes));
    }

    private Revision revision(By by, Instant now, List<Change> changes) {
        return new Revision(version() == null ? 1 : version() + 1, now, by.id(), changes);
    }

    @SuppressWarnings("unchecked")
    private C self() {
        return (C) this;
    }
}
