package crm.directory.company;

import crm.directory.reference.ClientStatus;
import crm.events.CardKind;
import crm.events.CompanyCreated;
import crm.events.CompanyUpdated;
import crm.events.DirectoryEvent;
import crm.events.FieldChange;
import crm.events.ResponsibleReleased;
import crm.platform.refusal.Refusals;
import crm.platform.search.Words;
import crm.platform.store.Aggregate;
import crm.platform.store.News;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A company of the client's side.
 *
 * @param responsibleId null when it is ownerless, ничья
 * @param search the words it is found by
 */
public record Company(
        String id,
        @Nullable Long version,
        long sequence,
        @Nullable String responsibleId,
        ClientStatus clientStatus,
        CompanyData data,
        Instant createdAt,
        String createdBy,
        List<String> search,
        News<DirectoryEvent> news)
        implements Aggregate {

    public Company {
        search = search == null ? List.of() : List.copyOf(search);
        news = news == null ? News.none() : news;
    }

    /** D-4: the creator becomes responsible. */
    public static Company enter(String id, CompanyData data, String creator, Instant now) {
        return new Company(
                id,
                null,
                0,
                creator,
                ClientStatus.NONE,
                data,
                now,
                creator,
                words(data),
                News.<DirectoryEvent>none().and(new CompanyCreated(data.name(), creator, missing(data))));
    }

    /** What an editor may touch (D-5). */
    public enum Right {
        ALL,
        REQUISITES,
        ADD
    }

    /** Changed fields; nothing different, nothing said. */
    public Company edit(CompanyData wanted, Set<Right> rights) {
        if (rights.stream().noneMatch(right -> allows(right, wanted))) {
            throw Refusals.forbidden();
        }
        List<FieldChange> changes = new ArrayList<>();
        if (!data.name().equals(wanted.name())) {
            changes.add(new FieldChange("name", data.name(), wanted.name()));
        }
        if (!data.kindOfActivity().equals(wanted.kindOfActivity())) {
            changes.add(new FieldChange("kindOfActivity", data.kindOfActivity(), wanted.kindOfActivity()));
        }
        unseen(changes, "phone", data.phone(), wanted.phone());
        unseen(changes, "address", data.address(), wanted.address());
        unseen(changes, "requisites", data.requisites(), wanted.requisites());
        if (changes.isEmpty()) {
            return this;
        }
        return new Company(
                id,
                version,
                sequence,
                responsibleId,
                clientStatus,
                wanted,
                createdAt,
                createdBy,
                words(wanted),
                news.and(new CompanyUpdated(changes, wanted.name(), missing(wanted))));
    }

    private boolean allows(Right right, CompanyData wanted) {
        boolean sameName =
                wanted.name().equals(data.name()) && wanted.kindOfActivity().equals(data.kindOfActivity());
        return switch (right) {
            case ALL -> true;
            case REQUISITES ->
                sameName
                        && Objects.equals(wanted.phone(), data.phone())
                        && Objects.equals(wanted.address(), data.address());
            case ADD ->
                sameName
                        && (data.phone() == null || data.phone().equals(wanted.phone()))
                        && (data.address() == null || data.address().equals(wanted.address()))
                        && wanted.requisites().equals(data.requisites());
        };
    }

    /** D-6: nobody's, if it was this employee's. */
    public Company released(String employeeId, String dismissalId) {
        return !employeeId.equals(responsibleId)
                ? this
                : new Company(
                        id,
                        version,
                        sequence,
                        null,
                        clientStatus,
                        data,
                        createdAt,
                        createdBy,
                        search,
                        news.and(new ResponsibleReleased(CardKind.COMPANY, employeeId, "dismissal", dismissalId)));
    }

    private static void unseen(List<FieldChange> changes, String field, @Nullable Object from, @Nullable Object to) {
        if (!Objects.equals(from, to)) {
            changes.add(new FieldChange(field, null, null));
        }
    }

    private static List<String> missing(CompanyData data) {
        List<String> missing = new ArrayList<>();
        if (data.phone() == null) {
            missing.add("phone");
        }
        if (data.address() == null) {
            missing.add("address");
        }
        if (data.requisites().equals(Requisites.NONE)) {
            missing.add("requisites");
        }
        return missing;
    }

    private static List<String> words(CompanyData data) {
        return Words.of(
                data.name(),
                data.requisites().legalName(),
                data.requisites().inn(),
                data.phone() == null ? null : Words.digits(data.phone().number()));
    }
}
