package crm.leads.lead;

import crm.platform.bulk.BulkDeed;
import crm.platform.bulk.BulkOffer;
import crm.platform.store.Expected;
import crm.ui.form.Option;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What can be done with many leads at once (V-4): each by the rules of one alone. */
@Configuration(proxyBeanMethods = false)
class LeadBulkOffer {
    /** Nothing goes back to NEW (L-9), and a refusal has a dialog of its own. */
    private static final Set<String> NOT_CHOSEN = Set.of(Stage.NEW.name(), Stage.REJECTED.name());

    @Bean
    BulkOffer leadOffer(Leads leads, LeadWords words, LeadAssigning assigning) {
        return new BulkOffer(
                "leads",
                "все лиды, что показывает фильтр",
                "выбрано лидов: ",
                new BulkOffer.HandOut(
                        "Назначить",
                        "user-check",
                        "Назначить ответственных",
                        () -> assigning.picks(false),
                        (id, who, by, key) -> leads.assign(id, who, by, Expected.ANY, key)),
                new BulkOffer.Moves<>(
                        () -> stages(words),
                        "Отказ лидов",
                        words::reasons,
                        "В этот день у ответственных появится задача «Вернуться к лиду».",
                        BulkDeed.moves(
                                "leads",
                                LeadRecord::move,
                                move -> move.to() == Stage.REJECTED,
                                (id, move, by, key) -> leads.move(id, move, by, Expected.ANY, key))));
    }

    private static List<Option> stages(LeadWords words) {
        return words.stages().stream()
                .filter(stage -> !NOT_CHOSEN.contains(stage.value()))
                .toList();
    }
}
