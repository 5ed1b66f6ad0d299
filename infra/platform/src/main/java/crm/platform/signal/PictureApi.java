package crm.platform.signal;

import crm.events.CardKind;
import crm.events.CardRef;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.security.Role;
import crm.platform.web.Query;
import java.util.List;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells the administrator's check what this service knows of the cards' activities; ids and figures only. Asked of a card's owner
 * and of activity-service, it shows whether the one has seen what the other has.
 */
@RestController
@RequestMapping("/admin/${spring.application.name}/signals")
public class PictureApi {
    private static final Set<String> PARAMETERS = Set.of("kind", "after", "card", "limit");

    private final Pictures pictures;

    public PictureApi(Pictures pictures) {
        this.pictures = pictures;
    }

    /** @param items fewer than were asked for: there are no more */
    record Items(List<Picture> items) {}

    @GetMapping
    ResponseEntity<Items> items(Query query, By by) {
        if (!by.is(Role.ADMIN)) {
            throw Refusals.forbidden();
        }
        query.only(PARAMETERS);
        var card = query.one("card", CardRef::of);
        if (card.isPresent()) {
            return json(pictures.of(card.get()).stream().toList());
        }
        CardKind kind = query.one("kind", CardKind::of).orElseThrow(() -> Refusals.malformed("kind", "?"));
        return json(pictures.after(kind, query.one("after").orElse(""), query.limit()));
    }

    /** JSON whatever is asked for: the address stands among pages. */
    private static ResponseEntity<Items> json(List<Picture> items) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(new Items(items));
    }
}
