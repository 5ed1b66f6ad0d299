package crm.directory.company;

import crm.directory.client.ClientCard;
import crm.directory.client.ClientStatus;
import crm.directory.client.Life;
import crm.directory.client.Mark;
import crm.directory.client.Revision.Change;
import crm.events.CardKind;
import crm.events.CompanyCreated;
import crm.events.CompanyMerged;
import crm.events.CompanyUpdated;
import crm.events.DirectoryEvent;
import crm.events.FieldChange;
import crm.platform.refusal.Refusals;
import crm.platform.search.Words;
import crm.platform.security.By;
import crm.platform.store.News;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A company of the client's side.
 *
 * @param responsibleId null when it is ownerless, ничья
 * @param search the words it is found by
 * @param marks the keys of what it is told apart by
 * @param claims those of them that no other company may have; null for none
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
        List<String> marks,
        @Nullable List<String> claims,
        Life life,
        News<DirectoryEvent> news)
        implements ClientCard<Company> {

    public Company {
        search = search == null ? List.of() : List.copyOf(search);
        marks = marks == null ? List.of() : List.copyOf(marks);
        life = life == null ? Life.NEW : life;
        news = news == null ? News.none() : news;
    }

    /** D-4: the creator becomes responsible. */
    public static Company enter(String id, CompanyData data, String creator, Instant now) {
        Company entered = new Company(
                id,
                null,
                0,
                creator,
                ClientStatus.NONE,
                data,
                now,
                creator,
                List.of(),
                List.of(),
                null,
                Life.NEW,
                News.none());
        return entered.next(data, Life.NEW, new CompanyCreated(data.name(), creator, missing(data)));
    }

    /** What an editor may touch (D-5). */
    public enum Right {
        ALL,
        REQUISITES,
        ADD
    }

    /** Changed fields; nothing different, nothing said. */
    public Company edit(CompanyData wanted, Set<Right> rights, By by, Instant now) {
        if (rights.stream().noneMatch(right -> allows(right, wanted))) {
            throw Refusals.forbidden();
        }
        return updated(wanted, life, by, now);
    }

    private Company updated(CompanyData wanted, Life life, By by, Instant now) {
        List<Change> changes = data.changes(wanted);
        if (changes.isEmpty()) {
            return this;
        }
        List<FieldChange> told = changes.stream()
                .map(change -> switch (change.field()) {
                    case "name", "kindOfActivity" -> new FieldChange(change.field(), change.from(), change.to());
                    // of the rest only that it changed is told
                    default -> new FieldChange(change.field().replaceFirst("\\..*", ""), null, null);
                })
                .distinct()
                .toList();
        return next(
                wanted, noted(by, now, changes).over(life), new CompanyUpdated(told, wanted.name(), missing(wanted)));
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

    @Override
    public CardKind kind() {
        return CardKind.COMPANY;
    }

    @Override
    public String title() {
        return data.name();
    }

    @Override
    public List<Mark> distinctive() {
        return isMerged() ? List.of() : data.marks();
    }

    @Override
    public Company claiming(@Nullable List<String> claimed) {
        return new Company(
                id,
                version,
                sequence,
                responsibleId,
                clientStatus,
                data,
                createdAt,
                createdBy,
                search,
                marks,
                claimed,
                life,
                news);
    }

    @Override
    public Company with(@Nullable String responsible, ClientStatus status, Life changed, DirectoryEvent... said) {
        return new Company(
                        id,
                        version,
                        sequence,
                        responsible,
                        status,
                        data,
                        createdAt,
                        createdBy,
                        search,
                        marks,
                        claims,
                        changed,
                        news)
                .next(data, changed, said);
    }

    @Override
    public Company absorb(Company other, By by, Instant now) {
        if (life.absorbed().contains(other.id())) {
            return this;
        }
        Life absorbed = life.absorbed(other);
        Company richer = updated(data.and(other.data()), absorbed, by, now);
        return richer == this ? next(data, absorbed) : richer;
    }

    @Override
    public Company renewed() {
        Company now = next(data, life);
        return now.search.equals(search) && now.marks.equals(marks) ? this : now;
    }

    @Override
    public DirectoryEvent merged(String into) {
        return new CompanyMerged(into);
    }

    private Company next(CompanyData changed, Life now, DirectoryEvent... said) {
        boolean stands = now.mergedInto() == null;
        return new Company(
                id,
                version,
                sequence,
                responsibleId,
                clientStatus,
                changed,
                createdAt,
                createdBy,
                stands ? words(changed) : List.of(),
                stands ? Mark.keys(changed.marks()) : List.of(),
                claims,
                now,
                news.and(said));
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
        List<String> texts = new ArrayList<>(Arrays.asList(
                data.name(), data.requisites().legalName(), data.requisites().inn()));
        if (data.phone() != null) {
            texts.addAll(Words.endings(data.phone().number()));
        }
        return Words.of(texts.toArray(String[]::new));
    }
}
