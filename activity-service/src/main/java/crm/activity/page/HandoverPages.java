package crm.activity.page;

import crm.activity.activity.ActivityView;
import crm.activity.activity.State;
import crm.activity.card.Cards;
import crm.activity.file.Files;
import crm.activity.file.StoredFile;
import crm.activity.timeline.Feed;
import crm.activity.timeline.Handovers;
import crm.events.CardKind;
import crm.events.CardRef;
import crm.platform.refusal.Problems;
import crm.platform.refusal.Refused;
import crm.platform.remote.References;
import crm.platform.remote.References.Label;
import crm.platform.remote.Remote;
import crm.platform.remote.Remotes;
import crm.platform.security.By;
import crm.ui.Ru;
import crm.ui.record.Handover;
import crm.ui.record.Handover.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.JsonNode;

/** What a new responsible is told on top of a card (P-4): who the client is, what was said and offered, what is open. */
@Controller
class HandoverPages {
    private static final int TALKS = 4;
    private static final int OFFERED = 20;
    private static final int FILES = 5;

    private final Handovers handovers;
    private final Feed feed;
    private final Cards cards;
    private final Files files;
    private final References references;
    private final Remote directory;
    private final Sentences sentences;
    private final Problems words;
    private final Ru ru;

    HandoverPages(
            Handovers handovers,
            Feed feed,
            Cards cards,
            Files files,
            References references,
            Remotes remotes,
            Sentences sentences,
            Problems words,
            Ru ru) {
        this.handovers = handovers;
        this.feed = feed;
        this.cards = cards;
        this.files = files;
        this.references = references;
        this.directory = remotes.asCaller("directory");
        this.sentences = sentences;
        this.words = words;
        this.ru = ru;
    }

    /** Empty when nothing was handed over, or it has been read. */
    @GetMapping("/activities/handover")
    String handover(@RequestParam String card, By by, Model model) {
        CardRef ref = TimelinePages.ref(card);
        Optional<Handovers.Handover> handover = handovers.unread(ref, by);
        if (handover.isEmpty()) {
            return "activity/handover :: nothing";
        }
        String from = sentences.name(handover.get().from());
        model.addAttribute(
                "handover",
                new Handover(
                        handover.get().at(),
                        from.isEmpty() ? "" : "раньше — " + from,
                        boxes(ref, by),
                        "/activities/handover/read?card=" + ref));
        return "kit/record :: handover(handover=${handover})";
    }

    @PostMapping("/activities/handover/read")
    ResponseEntity<Void> read(@RequestParam String card, By by) {
        handovers.read(TimelinePages.ref(card), by);
        return ResponseEntity.ok().build();
    }

    private List<Box> boxes(CardRef ref, By by) {
        List<Box> boxes = new ArrayList<>();
        add(boxes, "Клиент", client(ref, by));
        add(boxes, "Последние контакты", talks(ref, by));
        add(boxes, "Что предложили", offered(ref, by));
        add(boxes, "Что открыто", open(ref, by));
        return boxes;
    }

    private static void add(List<Box> boxes, String title, List<String> lines) {
        boxes.add(new Box(title, lines.isEmpty() ? List.of("нет записей") : lines));
    }

    private List<String> client(CardRef ref, By by) {
        List<CardRef> clients = cards.clientsOf(ref);
        List<String> lines = new ArrayList<>(
                references
                        .labels(by.id(), ids(clients, CardKind.CONTACT), ids(clients, CardKind.COMPANY))
                        .values()
                        .stream()
                        .map(Label::label)
                        .toList());
        clients.stream().map(this::status).filter(Objects::nonNull).findFirst().ifPresent(lines::add);
        return lines;
    }

    private static List<String> ids(List<CardRef> clients, CardKind kind) {
        return clients.stream()
                .filter(client -> client.kind() == kind)
                .map(CardRef::id)
                .toList();
    }

    /** «действующий клиент», «бывший клиент»; null for who is none, or while the directory is away. */
    private @Nullable String status(CardRef client) {
        try {
            String path = client.kind() == CardKind.COMPANY ? "/api/companies/{id}" : "/api/contacts/{id}";
            String status = directory
                    .ask(rest -> rest.get().uri(path, client.id()).retrieve().body(JsonNode.class))
                    .map(told -> told.path("clientStatus").asString("NONE"))
                    .orElse("NONE");
            return status.equals("NONE") ? null : words.words("client." + status);
        } catch (Refused away) {
            return null;
        }
    }

    private List<String> talks(CardRef ref, By by) {
        return feed.history(ref, by, Feed.Part.TALKS, "", null, TALKS).items().stream()
                .filter(view -> view.state() == State.CLOSED)
                .map(view -> ru.date(Objects.requireNonNullElse(view.closedAt(), view.createdAt())) + " "
                        + sentences.type(view.type())
                        + (view.comment() == null ? "" : ": " + view.comment()))
                .toList();
    }

    private List<String> offered(CardRef ref, By by) {
        List<String> lines = new ArrayList<>();
        feed.history(ref, by, Feed.Part.CHANGES, "", null, OFFERED).items().stream()
                .filter(view -> "DealLinesChanged".equals(view.event()))
                .findFirst()
                .ifPresent(view -> lines.add("сумма " + sentences.total(view)));
        List<String> ids = feed.history(ref, by, Feed.Part.FILES, "", null, FILES).items().stream()
                .flatMap(view -> view.fileIds().stream())
                .limit(FILES)
                .toList();
        files.findAll(ids).stream().map(StoredFile::name).forEach(lines::add);
        return lines;
    }

    private List<String> open(CardRef ref, By by) {
        return feed.openOn(ref, by).stream().map(this::line).toList();
    }

    private String line(ActivityView view) {
        return sentences.type(view.type())
                + (view.dueAt() == null ? "" : " " + ru.dateTime(view.dueAt()))
                + (view.text() == null ? "" : ": " + view.text());
    }
}
