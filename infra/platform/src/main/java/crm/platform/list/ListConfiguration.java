package crm.platform.list;

import crm.platform.employee.Employees;
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
    ListTools listTools(Views views) {
        return new ListTools(views);
    }

    @Bean
    SmartInitializingSingleton listMappings(
            ObjectProvider<CardList<?, ?>> lists,
            Exports exports,
            Views views,
            Employees employees,
            Ru ru,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping handlers) {
        ListMappings mappings = new ListMappings(handlers);
        return () -> lists.forEach(list -> {
            SavedFilters filters = new SavedFilters(list, views);
            mappings.map("/api/" + list.names().code(), new ListApi(list, exports, filters));
            mappings.map(list.names().base(), new ListPages(list, exports, filters, employees, ru));
        });
    }
}
