package crm.platform.card;

import crm.platform.refusal.Refusals;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A person of the client's side on a card: the main one or a participant (D-7). Of a list of links one is the main one. */
public record ContactLink(String id, Role role) {
    public enum Role {
        MAIN,
        PARTICIPANT;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The role of a code, participant when there is none; another code is refused. */
        public static Role of(@Nullable String code) {
            return switch (code == null ? "participant" : code) {
                case "main" -> MAIN;
                case "participant" -> PARTICIPANT;
                default -> throw Refusals.invalid("role", "unknown");
            };
        }
    }

    public static List<String> ids(List<ContactLink> links) {
        return links.stream().map(ContactLink::id).toList();
    }

    /** Links by ids, each once; who was there keeps his part, the first of all is the main one if none is. */
    public static List<ContactLink> of(List<ContactLink> present, List<String> ids) {
        List<ContactLink> links = new ArrayList<>();
        for (String id : ids) {
            if (id != null && links.stream().noneMatch(link -> link.id().equals(id))) {
                links.add(present.stream()
                        .filter(link -> link.id().equals(id))
                        .findFirst()
                        .orElse(new ContactLink(id, Role.PARTICIPANT)));
            }
        }
        return withMain(links);
    }

    /** With one more person, or one with another part. */
    public static List<ContactLink> with(List<ContactLink> present, ContactLink link) {
        List<ContactLink> links = new ArrayList<>(present);
        links.removeIf(other -> other.id().equals(link.id()));
        if (link.role() == Role.MAIN) {
            links.replaceAll(other -> new ContactLink(other.id(), Role.PARTICIPANT));
        }
        links.add(link);
        return withMain(links);
    }

    /** Without a person; when the main one goes, the next one is main. */
    public static List<ContactLink> without(List<ContactLink> present, String id) {
        List<ContactLink> links = new ArrayList<>(present);
        links.removeIf(other -> other.id().equals(id));
        return withMain(links);
    }

    private static List<ContactLink> withMain(List<ContactLink> links) {
        if (!links.isEmpty() && links.stream().noneMatch(link -> link.role() == Role.MAIN)) {
            links.set(0, new ContactLink(links.getFirst().id(), Role.MAIN));
        }
        return links;
    }
}
