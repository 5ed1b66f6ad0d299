package crm.platform.signal;

import crm.events.CardKind;
import crm.events.CardRef;
import java.util.List;
import java.util.Optional;

/** The pictures cards have of their activities: as their owner has seen them, or as the timeline itself has them. */
public interface Pictures {

    /** In the order of the cards' ids, those after this one; nothing for a kind that is not kept here. */
    List<Picture> after(CardKind kind, String cardId, int most);

    /** Of one card; empty when it is not known here. */
    Optional<Picture> of(CardRef card);
}
