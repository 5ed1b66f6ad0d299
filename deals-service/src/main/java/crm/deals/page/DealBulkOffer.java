package crm.deals.page;

import crm.deals.deal.Deals;
import crm.deals.deal.Stage;
import crm.platform.bulk.BulkDeed;
import crm.platform.bulk.BulkOffer;
import crm.platform.refusal.Problems;
import crm.platform.store.Expected;
import crm.ui.form.Option;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What can be done with many deals at once (V-4): each by the rules of one alone. */
@Configuration(proxyBeanMethods = false)
class DealBulkOffer {
    @Bean
    BulkOffer dealOffer(Deals deals, AssignPages assigning, StagePages stages, Problems words) {
        return new BulkOffer(
                "deals",
                "все сделки, что показывает фильтр",
                "выбрано сделок: ",
                new BulkOffer.HandOut(
                        "Назначить",
                        "user-check",
                        "Назначить ответственных",
                        () -> assigning.picks(null),
                        (id, who, by, key) -> deals.assign(id, who, by, Expected.ANY, key)),
                new BulkOffer.Moves<>(
                        () -> stages(words),
                        "Отказ клиентов",
                        stages::reasons,
                        "В этот день у ответственных появится задача «Вернуться к сделке».",
                        BulkDeed.moves(
                                "deals",
                                StagePages::asked,
                                move -> move.to() == Stage.REJECTED,
                                (id, move, by, key) -> deals.move(id, move, by, Expected.ANY, key))));
    }

    /** A refusal has a dialog of its own. */
    private static List<Option> stages(Problems words) {
        return Stream.of(Stage.values())
                .filter(stage -> stage != Stage.REJECTED)
                .map(stage -> Option.of(stage.name(), words.words("deal.stage." + stage)))
                .toList();
    }
}
