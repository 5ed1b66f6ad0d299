package crm.activity.page;

import crm.activity.activity.ActivityView;
import crm.activity.activity.RescheduleKind;
import crm.activity.timeline.Overdue;
import crm.platform.refusal.Problems;
import crm.platform.security.By;
import crm.platform.store.RequestKey;
import crm.platform.web.Page;
import crm.ui.HxTrigger;
import crm.ui.Ru;
import crm.ui.dialog.Dialog;
import crm.ui.form.Form;
import crm.ui.form.Option;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** «Перенести все на сегодня»: why, asked once for all that is overdue (T-3, T-9). */
@Controller
class OverduePages {
    private final Overdue overdue;
    private final Sentences sentences;
    private final Problems problems;
    private final Ru ru;

    OverduePages(Overdue overdue, Sentences sentences, Problems problems, Ru ru) {
        this.overdue = overdue;
        this.sentences = sentences;
        this.problems = problems;
        this.ru = ru;
    }

    @GetMapping("/my-day/overdue")
    String ask(By by, Model model) {
        Page<ActivityView> late = overdue.of(by);
        String all = ru.plural(late.total(), "дело", "дела", "дел");
        model.addAttribute(
                "dialog",
                Dialog.of(
                                "Перенести просроченное на сегодня",
                                late.total() > Overdue.MOST ? "первые " + Overdue.MOST + " из " + all : all,
                                "/my-day/overdue",
                                "Перенести")
                        .form(Form.EMPTY.with("kind", RescheduleKind.OTHER.code())));
        // «недозвон» counts as an attempt to reach each of the clients (L-13): it stands last and is chosen by nobody
        // but the person
        model.addAttribute(
                "kinds",
                List.of(RescheduleKind.OTHER, RescheduleKind.CLIENT_POSTPONED, RescheduleKind.NO_ANSWER).stream()
                        .map(kind -> kind == RescheduleKind.OTHER
                                ? sentences.option(kind)
                                : new Option(kind.code(), sentences.option(kind).label(), "попытка у каждого"))
                        .toList());
        return "activity/overdue :: overdue(dialog=${dialog},kinds=${kinds})";
    }

    @PostMapping("/my-day/overdue")
    ResponseEntity<Void> put(@RequestParam MultiValueMap<String, String> typed, By by, @Nullable RequestKey key) {
        Overdue.Outcome outcome =
                overdue.putToToday(ActivityDialogs.kind(typed), TimelinePages.orNull(typed, "comment"), by, key);
        return ResponseEntity.noContent()
                .header(
                        HxTrigger.HEADER,
                        HxTrigger.changed("employee", by.id())
                                .toast(outcome.words(problems))
                                .value())
                .build();
    }
}
