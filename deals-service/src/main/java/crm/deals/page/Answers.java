package crm.deals.page;

import crm.ui.HxTrigger;
import org.springframework.http.ResponseEntity;

/** What is answered when a deal has changed: nothing to show, only who is to look again. */
final class Answers {
    private Answers() {}

    static HxTrigger trigger(String id) {
        return HxTrigger.changed("deal", id);
    }

    static ResponseEntity<Void> changed(String id) {
        return with(trigger(id));
    }

    static ResponseEntity<Void> changed(String id, String said) {
        return with(trigger(id).toast(said));
    }

    static ResponseEntity<Void> with(HxTrigger trigger) {
        return ResponseEntity.noContent()
                .header(HxTrigger.HEADER, trigger.value())
                .build();
    }
}
