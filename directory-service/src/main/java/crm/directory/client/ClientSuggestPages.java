package crm.directory.client;

import crm.platform.refusal.Problems;
import crm.platform.security.By;
import crm.ui.form.Option;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Companies and contacts in one list as one types, who has bought before first: for repeat deals (S-1). */
@Controller
class ClientSuggestPages {
    private static final int OF_EACH = 6;

    private final Faces faces;
    private final Problems words;

    ClientSuggestPages(Faces faces, Problems words) {
        this.faces = faces;
        this.words = words;
    }

    private record Match(boolean client, Option option) {}

    @GetMapping("/directory/clients/suggest")
    String suggest(@RequestParam(defaultValue = "") String q, By by, Model model) {
        List<Option> options = faces.all().stream()
                .flatMap(face -> matches(face, q, by))
                .sorted(Comparator.comparing(match -> !match.client()))
                .map(Match::option)
                .toList();
        model.addAttribute("options", options);
        return "kit/form :: options(options=${options})";
    }

    private <C extends ClientCard<C>> Stream<Match> matches(ClientFace<C> face, String q, By by) {
        return face.cards().matching(q, OF_EACH, by).stream().map(card -> {
            boolean client = card.clientStatus() != ClientStatus.NONE;
            String status = words.words("client.status." + card.clientStatus());
            return new Match(client, new Option(card.ref(), card.title(), face.note(card) + " · " + status));
        });
    }
}
