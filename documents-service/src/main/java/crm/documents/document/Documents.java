package crm.documents.document;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import crm.documents.card.CompanyCard;
import crm.documents.card.Deal;
import crm.documents.card.DealCard;
import crm.documents.card.Deals;
import crm.documents.card.Owners;
import crm.documents.file.Files;
import crm.documents.number.Register;
import crm.documents.pdf.Docx;
import crm.documents.pdf.Pdf;
import crm.documents.pdf.PdfRefusal;
import crm.documents.template.Contract;
import crm.documents.template.Party;
import crm.documents.template.Template;
import crm.events.CardKind;
import crm.events.CardRef;
import crm.platform.card.CardTable;
import crm.platform.refusal.Problems;
import crm.platform.refusal.Refusals;
import crm.platform.refusal.Refusals.FieldError;
import crm.platform.refusal.Refused;
import crm.platform.search.Words;
import crm.platform.security.By;
import crm.platform.store.AggregateStore;
import crm.platform.store.Cursor;
import crm.platform.store.Expected;
import crm.platform.store.Ids;
import crm.platform.store.RequestKey;
import crm.platform.web.Page;
import crm.platform.web.Query;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/**
 * What can be done with documents. Whatever is written comes in this order, so that a crash between two steps leaves nothing
 * half: the number on record, the files, the document that names them.
 */
@Service
class Documents {
    private static final Cursor NEWEST = new Cursor("createdAt", true);
    private static final Set<String> PARAMETERS = Set.of("card", "kind", "q", "cursor", "limit");

    private final AggregateStore<Paper> store;
    private final CardTable<Paper> table;
    private final Deals deals;
    private final Owners owners;
    private final Register register;
    private final Files files;
    private final Pdf pdf;
    private final Executor executor;
    private final Problems words;
    private final Clock clock;
    private final ZoneId zone;

    Documents(
            AggregateStore<Paper> store,
            Deals deals,
            Owners owners,
            Register register,
            Files files,
            Pdf pdf,
            Executor executor,
            Problems words,
            Clock clock,
            @Value("${crm.zone}") ZoneId zone) {
        this.store = store;
        this.table = new CardTable<>(store, null, clock, zone);
        this.deals = deals;
        this.owners = owners;
        this.register = register;
        this.files = files;
        this.pdf = pdf;
        this.executor = executor;
        this.words = words;
        this.clock = clock;
        this.zone = zone;
    }

    /** A document with what its reader may do. */
    record Shown(Paper paper, Deal deal, boolean served) {}

    /** What is asked for. */
    record Wish(
            @Nullable String card,
            @Nullable Kind kind,
            @Nullable String templateId) {}

    /** A file as it is sent. */
    record Content(String name, byte[] bytes) {}

    /** @throws Refused 404 for what he may not see */
    Shown shown(String id, By by) {
        Paper paper = store.find(id).orElseThrow(Refusals::notFound);
        Deal seen = paper.seen();
        Deal deal = seen != null && seen.isSeenBy(by) ? seen : owners.visible(CardRef.of(paper.card()), by);
        return new Shown(paper, deal, deal.isServedBy(by));
    }

    /** Newest first: of one card, or of all this reader may see. */
    Page<Paper> list(Query query, By by) {
        query.only(PARAMETERS);
        List<Bson> filter = new ArrayList<>();
        query.one("card", CardRef::of)
                .ifPresentOrElse(
                        card -> {
                            owners.visible(deal(card), by);
                            filter.add(eq("card", card.toString()));
                        },
                        () -> filter.add(Deals.visibleTo(by)));
        List<Kind> kinds = query.all("kind", Kind::valueOf);
        if (!kinds.isEmpty()) {
            filter.add(in("kind", kinds.stream().map(Kind::name).toList()));
        }
        query.one("q").ifPresent(text -> filter.add(Words.match("search", text)));
        return table.list(and(filter), NEWEST, query.one("cursor").orElse(null), query.limit());
    }

    private static CardRef deal(CardRef card) {
        if (card.kind() != CardKind.DEAL) {
            throw Refusals.notFound();
        }
        return card;
    }

    /** Whether this reader may make documents of the deal; 404 when he does not even see it. */
    boolean mayGenerate(CardRef card, By by) {
        return owners.visible(deal(card), by).isServedBy(by);
    }

    /**
     * G-1.
     *
     * @throws Refused 404, 403 about the deal; 422 naming each thing that is missing, nothing made; 503 when deals-service, the
     *     directory or the layout has no time
     */
    Paper generate(Wish wish, By by, @Nullable RequestKey key) {
        CardRef card = checked(wish);
        Kind kind = Objects.requireNonNull(wish.kind());
        String id = Ids.forRequest(key);
        var before = store.createdBefore(id, key);
        if (before.isPresent()) {
            return before.get();
        }
        if (!mayGenerate(card, by)) {
            throw Refusals.forbidden();
        }
        DealCard deal = owners.deal(card).orElseThrow(Refusals::notFound);
        String companyId = deal.companyId();
        CompanyCard company =
                companyId == null ? null : owners.company(companyId).orElse(null);
        Party client = company == null ? null : company.requisites();
        check(deal, company, client);
        Objects.requireNonNull(client);
        String docx;
        String laidOut;
        Register.Entry number;
        try (Pdf.Slot slot = pdf.slot()) {
            number = register.reserve(kind.name(), kind.prefix(), id, card.toString(), by.id());
            byte[] filled;
            byte[] pages;
            try {
                filled = Template.builtIn(kind.name()).fill(contract(number.number(), deal, client));
                pages = slot.pdf(filled);
            } catch (RuntimeException failed) {
                register.annul(id);
                throw failed;
            }
            docx = files.put(id, number.number() + ".docx", filled);
            laidOut = files.put(id, number.number() + ".pdf", pages);
        }
        Paper.Origin origin =
                new Paper.Origin(card, kind, number.number(), deal.total(), Objects.requireNonNull(client.legalName()));
        Paper paper = store.insert(Paper.generated(id, origin, docx, laidOut, clock.instant(), by.id()), by, key);
        register.use(id);
        deals.copy(card);
        return paper;
    }

    private static CardRef checked(Wish wish) {
        List<FieldError> errors = new ArrayList<>();
        if (wish.card() == null || wish.card().isBlank()) {
            errors.add(FieldError.of("card", "required"));
        }
        if (wish.kind() == null) {
            errors.add(FieldError.of("kind", "required"));
        }
        if (wish.templateId() != null) {
            errors.add(FieldError.of("templateId", "unknown"));
        }
        if (!errors.isEmpty()) {
            throw new Refused(new Refusals.Invalid(errors));
        }
        CardRef card;
        try {
            card = CardRef.of(wish.card());
        } catch (IllegalArgumentException notACard) {
            throw Refusals.invalid("card", "invalid");
        }
        if (!wish.kind().isAvailable()) {
            throw new Refused(new DocumentRefusal.KindNotAvailable());
        }
        if (card.kind() != CardKind.DEAL) {
            throw new Refused(new DocumentRefusal.NotForThisCard());
        }
        return card;
    }

    /** G-2: everything that is missing at once. */
    private void check(DealCard deal, @Nullable CompanyCard company, @Nullable Party client) {
        List<FieldError> errors = new ArrayList<>();
        if (deal.lines().isEmpty()) {
            errors.add(FieldError.of("lines", "lines-missing"));
        }
        if (company == null || client == null) {
            errors.add(FieldError.of("company", "company-missing"));
        } else {
            client.missing()
                    .forEach(name -> errors.add(FieldError.of(
                            "company.requisites." + name, "requisite-missing", words.words("requisite." + name))));
        }
        if (!errors.isEmpty()) {
            throw new Refused(new DocumentRefusal.Incomplete(errors, company == null ? "" : company.id()));
        }
    }

    private Contract contract(String number, DealCard deal, Party client) {
        return new Contract(
                number,
                LocalDate.ofInstant(clock.instant(), zone),
                executor.city(),
                executor.requisites(),
                client,
                deal.lines().stream()
                        .map(line -> new Contract.Line(
                                words.words("service." + line.product()),
                                line.price(),
                                line.quantity(),
                                line.discount(),
                                line.total()))
                        .toList(),
                deal.total(),
                executor.vat());
    }

    /**
     * G-3: the next version, with its PDF.
     *
     * @throws Refused 404, 403; 413, 422 about the file
     */
    Paper revise(String id, byte[] bytes, By by, Expected expected, @Nullable RequestKey key) {
        if (!shown(id, by).served()) {
            throw Refusals.forbidden();
        }
        var before = store.answered(id, key);
        if (before.isPresent()) {
            return before.get();
        }
        Docx brought = Docx.of(bytes);
        byte[] pages;
        try (Pdf.Slot slot = pdf.slot()) {
            pages = slot.pdf(brought.withoutOutside());
        } catch (Pdf.Unconvertible broken) {
            throw new Refused(new PdfRefusal.NotADocx());
        }
        String docx = files.put(id, id + ".docx", bytes);
        String laidOut = files.put(id, id + ".pdf", pages);
        return store.change(id, by, expected, key, paper -> paper.revised(docx, laidOut, clock.instant(), by.id()))
                .orElseThrow(Refusals::notFound);
    }

    /** @throws Refused 404 for a version there is not */
    Content docx(String id, int version, By by) {
        Paper paper = shown(id, by).paper();
        Version wanted = paper.version(version).orElseThrow(Refusals::notFound);
        return new Content(name(paper, wanted) + ".docx", files.content(wanted.docx()));
    }

    Content pdf(String id, int version, By by) {
        Paper paper = shown(id, by).paper();
        Version wanted = paper.version(version).orElseThrow(Refusals::notFound);
        return new Content(name(paper, wanted) + ".pdf", files.content(wanted.pdf()));
    }

    private String name(Paper paper, Version version) {
        String name = words.words("document.file." + paper.kind(), paper.number());
        return version.version() == 1 ? name : name + " (версия " + version.version() + ")";
    }
}
