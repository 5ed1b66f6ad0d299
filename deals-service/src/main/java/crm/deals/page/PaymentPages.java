package crm.deals.page;

import crm.deals.deal.Deal;
import crm.deals.deal.Deals;
import crm.deals.deal.NewPayment;
import crm.deals.deal.Rights;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.store.Expected;
import crm.ui.Ru;
import crm.ui.dialog.Dialog;
import crm.ui.dialog.Payment;
import java.util.function.Predicate;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Payments of a deal (S-3): entered, confirmed, voided. */
@Controller
class PaymentPages {
    private final Deals deals;
    private final Ru ru;

    PaymentPages(Deals deals, Ru ru) {
        this.deals = deals;
        this.ru = ru;
    }

    @GetMapping("/deals/{id}/payments/new")
    String paying(@PathVariable String id, By by, Model model) {
        Deal deal = allowed(id, by, Rights::pay);
        model.addAttribute(
                "payment",
                new Payment(
                        Dialog.of("Внести оплату", deal.title(), "/deals/" + id + "/payments", "Внести оплату"),
                        deal.paid(),
                        deal.total(),
                        false,
                        null));
        return "kit/dialog :: payment(payment=${payment})";
    }

    @PostMapping("/deals/{id}/payments")
    ResponseEntity<Void> pay(@PathVariable String id, @RequestParam MultiValueMap<String, String> sent, By by) {
        Deals.Paid paid = deals.paid(id, payment(new Typed(sent)), by, Expected.ANY);
        return Answers.changed(
                id,
                paid.known()
                        ? "Оплата по этому документу уже внесена"
                        : "Внесена оплата " + ru.sum(paid.payment().amount()));
    }

    static NewPayment payment(Typed typed) {
        return new NewPayment(typed.amount("amount"), typed.day("paidOn"), typed.text("document"));
    }

    @PostMapping("/deals/{id}/payments/{payment}/confirm")
    ResponseEntity<Void> confirm(@PathVariable String id, @PathVariable String payment, By by) {
        deals.confirm(id, payment, by, Expected.ANY);
        return Answers.changed(id, "Оплата подтверждена");
    }

    @GetMapping("/deals/{id}/payments/{payment}/void")
    String voiding(@PathVariable String id, @PathVariable String payment, By by, Model model) {
        Deal deal = allowed(id, by, Rights::confirm);
        String subtitle = deal.payments().stream()
                .filter(one -> one.paymentId().equals(payment))
                .findFirst()
                .map(one -> ru.sum(one.amount()) + " от " + ru.date(one.paidOn()) + ", документ " + one.document())
                .orElseThrow(Refusals::notFound);
        model.addAttribute(
                "dialog",
                Dialog.of(
                        "Аннулировать оплату",
                        subtitle,
                        "/deals/" + id + "/payments/" + payment + "/void",
                        "Аннулировать оплату"));
        return "deal/dialogs :: comment(dialog=${dialog},label='В чём ошибка')";
    }

    @PostMapping("/deals/{id}/payments/{payment}/void")
    ResponseEntity<Void> voidPayment(
            @PathVariable String id,
            @PathVariable String payment,
            @RequestParam MultiValueMap<String, String> sent,
            By by) {
        deals.voidPayment(id, payment, new Typed(sent).text("comment"), by, Expected.ANY);
        return Answers.changed(id, "Оплата аннулирована");
    }

    private Deal allowed(String id, By by, Predicate<Rights> right) {
        Deal deal = deals.card(id, by);
        if (!right.test(deals.rights(deal, by))) {
            throw Refusals.forbidden();
        }
        return deal;
    }
}
