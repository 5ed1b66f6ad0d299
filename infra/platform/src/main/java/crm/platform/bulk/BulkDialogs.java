package crm.platform.bulk;

import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.store.RequestKey;
import crm.platform.web.Page;
import crm.platform.web.Query;
import crm.ui.dialog.Assign;
import crm.ui.dialog.Dialog;
import crm.ui.dialog.Reasons;
import crm.ui.filter.Address;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The dialogs of one list in which something is asked of many cards; mapped below the list's own address. */
public sealed interface BulkDialogs {

    /** @param list a page of the ids that a filter shows somebody */
    record Asked(BulkOffer offer, String base, BulkRequests requests, BiFunction<Query, By, Page<String>> list) {

        private Dialog dialog(HttpServletRequest request, String title, int count, String path, String submit) {
            String action = Address.of(base + path, request.getParameterMap())
                    .without("count", "everything")
                    .url();
            String which = Picked.of(request).everything() ? offer.all() : offer.picked() + count;
            return Dialog.of(title, which, action, submit);
        }

        private ResponseEntity<Void> begin(String path, HttpServletRequest request, By by, @Nullable RequestKey key) {
            return requests.begin(offer.list() + path, request, filter -> list.apply(filter, by), by, key);
        }
    }

    /** The head hands out many cards, such as those of somebody dismissed (D-5, D-6). */
    record HandingOut(Asked asked) implements BulkDialogs {

        @GetMapping(BulkDeed.RESPONSIBLE)
        public String ask(HttpServletRequest request, @RequestParam(defaultValue = "0") int count, By by, Model model) {
            needLeader(by);
            BulkOffer.HandOut handOut = asked.offer().handOut();
            Dialog dialog = asked.dialog(request, handOut.title(), count, BulkDeed.RESPONSIBLE, handOut.label());
            model.addAttribute("assign", Assign.many(dialog, handOut.picks().get()));
            return "kit/dialog :: assign(assign=${assign})";
        }

        @PostMapping(BulkDeed.RESPONSIBLE)
        public ResponseEntity<Void> assign(HttpServletRequest request, By by, @Nullable RequestKey key) {
            needLeader(by);
            return asked.begin(BulkDeed.RESPONSIBLE, request, by, key);
        }

        private static void needLeader(By by) {
            if (!by.leads()) {
                throw Refusals.forbidden();
            }
        }
    }

    /** Many cards change their stage or are refused, each by its own rules. */
    record Moving(Asked asked) implements BulkDialogs {

        private BulkOffer.Moves<?> moves() {
            return Objects.requireNonNull(asked.offer().moves());
        }

        @GetMapping(BulkDeed.STAGE)
        public String ask(HttpServletRequest request, @RequestParam(defaultValue = "0") int count, By by, Model model) {
            needMover(by);
            model.addAttribute("dialog", asked.dialog(request, "Переместить", count, BulkDeed.STAGE, "Переместить"));
            model.addAttribute("options", moves().stages().get());
            return "kit/dialog :: stages(dialog=${dialog},options=${options})";
        }

        @GetMapping(BulkDeed.REJECTION)
        public String askToReject(
                HttpServletRequest request, @RequestParam(defaultValue = "0") int count, By by, Model model) {
            needMover(by);
            Dialog dialog = asked.dialog(request, moves().title(), count, BulkDeed.STAGE, "Отказать");
            model.addAttribute("reasons", new Reasons(dialog, moves().reasons().get(), by.leads(), moves().returns()));
            return "kit/dialog :: reasons(reasons=${reasons})";
        }

        @PostMapping(BulkDeed.STAGE)
        public ResponseEntity<Void> move(HttpServletRequest request, By by, @Nullable RequestKey key) {
            needMover(by);
            return asked.begin(BulkDeed.STAGE, request, by, key);
        }

        private static void needMover(By by) {
            if (!BulkOffer.mayMove(by)) {
                throw Refusals.forbidden();
            }
        }
    }
}
