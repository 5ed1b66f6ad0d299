package crm.platform.list;

import crm.platform.bulk.BulkActions;
import crm.platform.bulk.BulkDialogs;
import crm.platform.bulk.BulkOffer;
import crm.platform.bulk.BulkRequests;
import crm.platform.employee.Employees;
import crm.platform.lease.LeasedWork;
import crm.platform.lease.Leases;
import crm.platform.refusal.Problems;
import crm.ui.Ru;
import java.time.Clock;
import java.time.ZoneId;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Gives every {@link CardList} of a service its addresses. */
@AutoConfiguration
@ConditionalOnBean(CardList.class)
public class ListConfiguration {

    @Bean
    Views views(MongoOperations mongo) {
        return new Views(mongo);
    }

    @Bean
    Exports exports(
            MongoOperations mongo,
            Views views,
            Clock clock,
            @Value("${crm.zone}") ZoneId zone,
            @Value("${crm.export.most}") int most) {
        return new Exports(mongo, views, clock, zone, most);
    }

    @Bean
    ListTools listTools(Views views, ObjectProvider<BulkOffer> offers) {
        return new ListTools(views, offers.orderedStream().toList());
    }

    @Bean
    BulkActions bulkActions(
            ObjectProvider<BulkOffer> offers,
            MongoOperations mongo,
            Employees employees,
            Problems problems,
            Leases leases,
            Clock clock) {
        return new BulkActions(offers.orderedStream().toList(), mongo, employees, problems, leases, clock);
    }

    @Bean
    LeasedWork bulkWork(BulkActions bulk) {
        return bulk.work();
    }

    @Bean
    BulkRequests bulkRequests(BulkActions bulk, Employees employees, Ru ru) {
        return new BulkRequests(bulk, employees, ru);
    }

    @Bean
    SmartInitializingSingleton listMappings(
            ObjectProvider<CardList<?, ?>> lists,
            Exports exports,
            ListTools tools,
            BulkActions bulk,
            BulkRequests requests,
            Views views,
            Employees employees,
            Ru ru,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping handlers) {
        ListMappings mappings = new ListMappings(handlers);
        return () -> lists.forEach(list -> {
            SavedFilters filters = new SavedFilters(list, views);
            mappings.map("/api/" + list.names().code(), new ListApi(list, exports, filters));
            mappings.map(list.names().base(), new ListPages(list, exports, filters, employees, ru));
            tools.offer(list).ifPresent(offer -> {
                String base = list.names().base();
                var asked = new BulkDialogs.Asked(offer, base, requests, list::ids);
                mappings.map(base, new BulkPages(list, bulk, employees));
                mappings.map(base, new BulkDialogs.HandingOut(asked));
                if (offer.moves() != null) {
                    mappings.map(base, new BulkDialogs.Moving(asked));
                }
            });
        });
    }
}
