package crm.directory.client;

import crm.directory.client.ClientRefusal.Duplicate;
import crm.platform.refusal.Refusals;
import crm.ui.Link;
import crm.ui.dialog.Matches;
import org.springframework.stereotype.Component;

/** Shows what is equal to the card somebody enters: who it is, what it is to us, whose it is (D-2). */
@Component
class Twins {
    private final Colleagues colleagues;

    Twins(Colleagues colleagues) {
        this.colleagues = colleagues;
    }

    <C extends ClientCard<C>> Matches.Match match(ClientFace<C> face, Duplicate twin) {
        C card = face.cards().find(twin.existingId()).orElseThrow(Refusals::notFound);
        String owner = card.responsibleId();
        String whose = owner == null ? "ничей" : colleagues.nameOf(owner);
        String note = face.note(card);
        return new Matches.Match(
                face.avatar(card),
                (note.isEmpty() ? "" : note + " · ") + "ответственный: " + whose,
                ClientLook.badge(card.clientStatus()),
                null,
                null,
                Link.page("Открыть", null, face.words().base() + "/" + card.id()));
    }
}
