package crm.directory.client;

import crm.events.CardKind;
import crm.platform.bulk.BulkOffer;
import crm.platform.store.Expected;
import crm.ui.dialog.Assign;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What can be done with many contacts or companies at once: they are handed out (D-5, D-6, V-4). */
@Configuration(proxyBeanMethods = false)
class ClientBulkOffers {
    @Bean
    BulkOffer contactOffer(ClientKinds kinds, Colleagues colleagues) {
        return offer("contacts", kinds.of(CardKind.CONTACT), colleagues);
    }

    @Bean
    BulkOffer companyOffer(ClientKinds kinds, Colleagues colleagues) {
        return offer("companies", kinds.of(CardKind.COMPANY), colleagues);
    }

    private static BulkOffer offer(String list, ClientCards<?> cards, Colleagues colleagues) {
        return new BulkOffer(
                list,
                "все, что показывает фильтр",
                "выбрано: ",
                new BulkOffer.HandOut(
                        "Передать",
                        "switch-horizontal",
                        "Передать другим",
                        () -> picks(colleagues),
                        (id, who, by, key) -> cards.assign(id, who, by, Expected.ANY, key)),
                null);
    }

    private static List<Assign.Pick> picks(Colleagues colleagues) {
        return colleagues.sellers().stream()
                .map(who -> new Assign.Pick(colleagues.person(who.id()), null, null, false, false))
                .toList();
    }
}
