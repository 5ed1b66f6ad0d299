package crm.deals.page;

import crm.deals.deal.Deal;
import crm.deals.deal.DealRefusal;
import crm.deals.deal.DealRefusal.NotConfirmed;
import crm.deals.deal.DealRefusal.NotSoldYet;
import crm.deals.deal.Deals;
import crm.deals.deal.Move;
import crm.deals.deal.Reason;
import crm.deals.deal.Rights;
import crm.deals.deal.SaleTerms;
import crm.deals.deal.Stage;
import crm.platform.refusal.Problems;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.store.Expected;
import crm.platform.store.RequestKey;
import crm.ui.HxTrigger;
import crm.ui.Link;
import crm.ui.Ru;
import crm.ui.dialog.Blocked;
import crm.ui.dialog.Blocked.Condition;
import crm.ui.dialog.Dialog;
import crm.ui.dialog.Payment;
import crm.ui.dialog.Reasons;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Moves of a deal and what they ask for (S-2, S-3, S-7, V-7), and who is responsible for it. */
@Controller
class StagePages {
    private final Deals deals;
    private final Faces faces;
    private final Problems words;
    private final Ru ru;

    StagePages(Deals deals, Faces faces, Problems words, Ru ru) {
        this.deals = deals;
        this.faces = faces;
        this.words = words;
        this.ru = ru;
    }

    @GetMapping("/deals/{id}/stage")
    String ask(@PathVariable String id, @RequestParam Stage to, By by, Model model) {
        Deal deal = deals.card(id, by);
        Rights rights = deals.rights(deal, by);
        if (!rights.moves().contains(to)) {
            throw Refusals.forbidden();
        }
        String action = "/deals/" + id + "/stage";
        if (to == Stage.REJECTED) {
            model.addAttribute("reasons", reasons(deal, rights, action));
            return "kit/dialog :: reasons(reasons=${reasons})";
        }
        if (to == Stage.WON) {
            return askToWin(deal, action, model);
        }
        model.addAttribute("dialog", Dialog.of(title(to), deal.title(), action + "?to=" + to, "Вернуть в работу"));
        if (deal.asking().contains(to)) {
            return "deal/dialogs :: comment(dialog=${dialog},label='Почему продажа отменяется')";
        }
        return "kit/dialog :: confirm(dialog=${dialog},text='Сделка перейдёт в эту стадию.')";
    }

    private String title(Stage stage) {
        return words.words("deal.stage." + stage);
    }

    private Reasons reasons(Deal deal, Rights rights, String action) {
        return new Reasons(
                Dialog.of("Отказ клиента", deal.title(), action, "Отказать").hint("отмена вернёт карточку на место"),
                Stream.of(Reason.values())
                        .map(reason -> new Reasons.Reason(
                                reason.name(),
                                words.words("deal.reason." + reason),
                                reason.needsAttempts() ? attempts(deal, rights) : hint(reason),
                                reason.needsComment(),
                                reason.needsReturnDate()))
                        .toList(),
                rights.overrule(),
                "В этот день у вас появится задача «Вернуться к сделке».");
    }

    /** The reasons for many deals at once. */
    List<Reasons.Reason> reasons() {
        return Stream.of(Reason.values())
                .map(reason -> new Reasons.Reason(
                        reason.name(),
                        words.words("deal.reason." + reason),
                        hint(reason),
                        reason.needsComment(),
                        reason.needsReturnDate()))
                .toList();
    }

    private @Nullable String hint(Reason reason) {
        String key = "deal.reason." + reason + ".hint";
        String hint = words.words(key);
        return hint.equals(key) ? null : hint;
    }

    private String attempts(Deal deal, Rights rights) {
        int missing = deal.attemptsMissing();
        String made = hint(Reason.UNREACHABLE) + "; сейчас на ленте "
                + ru.plural(deal.seen().attempts(), "недозвон", "недозвона", "недозвонов");
        return missing == 0
                ? made
                : made + ", нужно ещё " + missing + (rights.overrule() ? " или комментарий руководителя" : "");
    }

    private String askToWin(Deal deal, String action, Model model) {
        SaleTerms terms = deals.terms();
        DealRefusal missing = deal.lacksForSale(terms);
        if (missing == null) {
            model.addAttribute(
                    "dialog",
                    Dialog.of("Успешная продажа", deal.title(), action + "?to=" + Stage.WON, "Завершить сделку"));
            model.addAttribute("text", "Оплачено " + ru.sum(deal.paid()) + " из " + ru.sum(deal.total()) + ".");
            return "kit/dialog :: confirm(dialog=${dialog},text=${text})";
        }
        if (missing instanceof NotSoldYet lacking && lacking.product()) {
            model.addAttribute("blocked", blocked(deal, lacking));
            return "kit/dialog :: blocked(blocked=${blocked})";
        }
        if (missing instanceof NotConfirmed) {
            model.addAttribute(
                    "blocked",
                    new Blocked(
                            Dialog.of("Пока нельзя завершить", deal.title(), null, "Понятно"),
                            List.of(new Condition(words.of(missing).detail(), false, null))));
            return "kit/dialog :: blocked(blocked=${blocked})";
        }
        model.addAttribute(
                "payment",
                new Payment(
                        Dialog.of("Успешная продажа", deal.title(), action, "Внести и завершить"),
                        deal.paid(),
                        deal.total(),
                        true,
                        terms.wholeSum()
                                ? "Для продажи нужна вся сумма. До подтверждения оплата отмечена «со слов»."
                                : "Для продажи достаточно первой части. До подтверждения оплата отмечена «со слов»."));
        return "kit/dialog :: payment(payment=${payment})";
    }

    private static Blocked blocked(Deal deal, NotSoldYet lacking) {
        return new Blocked(
                Dialog.of("Пока нельзя завершить", deal.title(), null, "Понятно"),
                List.of(
                        new Condition(
                                "Нет ни одной услуги в сделке",
                                false,
                                Link.page("Добавить", null, "/deals/" + deal.id() + "#deal-lines")),
                        lacking.payment()
                                ? new Condition(
                                        "Нет оплаты: дата, сумма, номер документа",
                                        false,
                                        Link.dialog("Внести", null, "/deals/" + deal.id() + "/payments/new"))
                                : new Condition("Оплата внесена", true, null)));
    }

    @PostMapping("/deals/{id}/stage")
    ResponseEntity<Void> move(
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> sent,
            By by,
            Expected expected,
            @Nullable RequestKey key) {
        Move move = asked(sent);
        Deal before = deals.card(id, by);
        if (!deals.rights(before, by).change()) {
            // who may only pay leaves no payment behind with a move refused to him
            throw Refusals.forbidden();
        }
        if (move.to() == Stage.WON && sent.containsKey("document")) {
            // the payment stays when the move is refused; sent again, it is the same payment
            deals.paid(id, PaymentPages.payment(new Typed(sent)), by, Expected.ANY);
        }
        return Answers.with(said(before, deals.move(id, move, by, expected, key), by));
    }

    /** What a form asks of one deal, or of each of many. */
    static Move asked(MultiValueMap<String, String> sent) {
        Typed typed = new Typed(sent);
        Stage to = typed.one(Stage.class, "to");
        if (to == null) {
            throw Refusals.invalid("to", "required");
        }
        return new Move(to, typed.one(Reason.class, "reason"), typed.text("comment"), typed.day("returnOn"), 0);
    }

    /** V-7: with a way back for ten seconds, where going back asks for nothing. */
    private HxTrigger said(Deal before, Deal after, By by) {
        String text = "Сделка " + Faces.number(after) + ": " + title(after.stage());
        boolean undone = deals.rights(after, by).moves().contains(before.stage())
                && !after.asking().contains(before.stage());
        HxTrigger trigger = Answers.trigger(after.id());
        return undone
                ? trigger.toast(
                        text,
                        "/deals/" + after.id() + "/stage",
                        Map.of("to", before.stage().name()),
                        after.version())
                : trigger.toast(text);
    }
}
