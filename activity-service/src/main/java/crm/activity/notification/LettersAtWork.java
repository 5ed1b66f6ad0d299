package crm.activity.notification;

import crm.platform.admin.OwnWork;
import crm.platform.refusal.Problems;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.security.Role;
import crm.ui.HxTrigger;
import crm.ui.Ru;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

/** How the letters stand, on the service's dashboard (I-4); what was given up is tried again from there. */
@Controller
class LettersAtWork implements OwnWork {
    private static final String AGAIN = "/admin/activity-service/letters/again";

    private final Letters letters;
    private final Post post;
    private final Problems words;
    private final Ru ru;

    LettersAtWork(Letters letters, Post post, Problems words, Ru ru) {
        this.letters = letters;
        this.post = post;
        this.words = words;
        this.ru = ru;
    }

    @Override
    public Now now() {
        String title = words.words("letter.work.title");
        Letters.Standing now = letters.standing();
        StringBuilder text = new StringBuilder(words.words(post.isOn() ? "letter.work.on" : "letter.work.off"));
        if (now.waiting() > 0) {
            text.append(words.words("letter.work.waiting", ru.count(now.waiting()), ru.ago(now.oldest())));
        }
        if (now.failed() > 0) {
            text.append(words.words("letter.work.failed", ru.count(now.failed())));
        }
        if (now.error() != null) {
            text.append(words.words("letter.work.error", now.error()));
        }
        if (now.repeated() > 0) {
            text.append(words.words("letter.work.repeated", ru.count(now.repeated())));
        }
        boolean again = post.isOn() && now.failed() > 0;
        return new Now(title, text.toString(), again ? words.words("letter.work.again") : null, again ? AGAIN : null);
    }

    @PostMapping(AGAIN)
    ResponseEntity<Void> again(By by) {
        if (!by.is(Role.ADMIN)) {
            throw Refusals.forbidden();
        }
        letters.tryFailedAgain();
        return ResponseEntity.noContent()
                .header(
                        HxTrigger.HEADER,
                        HxTrigger.changed("service", "activity-service")
                                .toast(words.words("letter.work.trying"))
                                .value())
                .build();
    }
}
