package crm.platform.boot;

import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import crm.platform.admin.AdminPages;
import crm.platform.admin.ConsumerLag;
import crm.platform.admin.Dashboards;
import crm.platform.admin.Dictionary;
import crm.platform.admin.DictionaryEditor;
import crm.platform.admin.DictionaryPages;
import crm.platform.admin.OwnWork;
import crm.platform.admin.SettingPages;
import crm.platform.admin.Tabs;
import crm.platform.admin.VitalSigns;
import crm.platform.consume.EventConsumer;
import crm.platform.consume.Parking;
import crm.platform.consume.Subscription;
import crm.platform.dictionary.DictionaryWording;
import crm.platform.dictionary.LeadsDictionaries;
import crm.platform.employee.Employees;
import crm.platform.lease.Leases;
import crm.platform.refusal.Problems;
import crm.platform.remote.References;
import crm.platform.remote.Remotes;
import crm.platform.remote.ServiceToken;
import crm.platform.security.EndedTokens;
import crm.platform.setting.Settings;
import crm.platform.signal.Hints;
import crm.platform.signal.PictureApi;
import crm.platform.signal.Pictures;
import crm.platform.store.Aggregates;
import crm.platform.store.News;
import crm.platform.store.Numbers;
import crm.platform.store.Relay;
import crm.platform.store.StoreAway;
import crm.platform.store.Sweeper;
import crm.platform.trace.Traces;
import crm.platform.trace.Trails;
import crm.ui.Wording;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.env.Environment;
import org.springframework.data.convert.ReadingConverter;
import org.springframework.data.convert.WritingConverter;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.convert.DefaultMongoTypeMapper;
import org.springframework.data.mongodb.core.convert.MappingMongoConverter;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.scheduling.annotation.EnableScheduling;
import tools.jackson.databind.json.JsonMapper;

/** Store, relay, consumer, leases, clients of other services. */
@AutoConfiguration(
        before = org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration.class,
        beforeName = "org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration")
@EnableScheduling
public class PlatformAutoConfiguration {
    private static final Logger log = LoggerFactory.getLogger(PlatformAutoConfiguration.class);
    /** Each takes as long as a server is looked for: together a minute and a half. */
    private static final int TRIES_AT_START = 30;

    @Bean
    Clock clock(@Value("${crm.clock-file}") String file) {
        return file.isEmpty() ? Clock.systemUTC() : new LateClock(Path.of(file));
    }

    /** Money is Decimal128, never a double; days are texts that sort; nothing of Java's class names is stored. */
    @Bean
    MongoCustomConversions mongoCustomConversions() {
        return MongoCustomConversions.create(conversions -> conversions
                .registerConverter(new NewsStayAboard())
                .registerConverter(new ExactNumbers())
                .registerConverter(new ReadExactNumbers())
                .registerConverter(new DaysAsText())
                .registerConverter(new DaysFromText()));
    }

    /** News leave through the outbox; an aggregate's own fields never hold them. */
    @WritingConverter
    static final class NewsStayAboard implements Converter<News<?>, Document> {
        @Override
        public Document convert(News<?> news) {
            return new Document();
        }
    }

    @WritingConverter
    static final class ExactNumbers implements Converter<BigDecimal, Decimal128> {
        @Override
        public Decimal128 convert(BigDecimal number) {
            return new Decimal128(number);
        }
    }

    @ReadingConverter
    static final class ReadExactNumbers implements Converter<Decimal128, BigDecimal> {
        @Override
        public BigDecimal convert(Decimal128 number) {
            return number.bigDecimalValue();
        }
    }

    @WritingConverter
    static final class DaysAsText implements Converter<LocalDate, String> {
        @Override
        public String convert(LocalDate day) {
            return day.toString();
        }
    }

    @ReadingConverter
    static final class DaysFromText implements Converter<String, LocalDate> {
        @Override
        public LocalDate convert(String day) {
            return LocalDate.parse(day);
        }
    }

    @Bean
    static org.springframework.beans.factory.config.BeanPostProcessor withoutClassNames() {
        return new org.springframework.beans.factory.config.BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof MappingMongoConverter converter) {
                    converter.setTypeMapper(new DefaultMongoTypeMapper(null));
                }
                return bean;
            }
        };
    }

    /** Whoever waits for the store gets an answer in time: these hold unless the store's address says otherwise. */
    @Bean
    MongoClientSettingsBuilderCustomizer storePatience() {
        return new StorePatience();
    }

    /** Comes before the one that takes what the address says. */
    private static final class StorePatience implements MongoClientSettingsBuilderCustomizer, Ordered {
        @Override
        public int getOrder() {
            return -1;
        }

        @Override
        public void customize(MongoClientSettings.Builder settings) {
            settings.applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(3, TimeUnit.SECONDS))
                    .applyToSocketSettings(
                            socket -> socket.connectTimeout(2, TimeUnit.SECONDS).readTimeout(20, TimeUnit.SECONDS))
                    .applyToConnectionPoolSettings(pool -> pool.maxWaitTime(5, TimeUnit.SECONDS));
        }
    }

    /** A service started while the store is away waits for it a while: what it does first are its indexes. */
    @Bean
    static org.springframework.beans.factory.config.BeanPostProcessor untilTheStoreIsThere() {
        return new org.springframework.beans.factory.config.BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof MongoClient store) {
                    await(store);
                }
                return bean;
            }
        };
    }

    private static void await(MongoClient store) {
        for (int attempt = 1; ; attempt++) {
            try {
                store.getDatabase("admin").runCommand(new Document("ping", 1));
                return;
            } catch (MongoException away) {
                if (attempt == TRIES_AT_START || !StoreAway.caused(away)) {
                    throw away;
                }
                log.warn("the store is not there yet: {}", away.getMessage());
            }
        }
    }

    @Bean
    Leases leases(MongoTemplate mongo, Clock clock) {
        return new Leases(mongo, clock);
    }

    @Bean(destroyMethod = "close")
    Relay relay(MongoTemplate mongo, KafkaTemplate<String, String> kafka, Clock clock) {
        return new Relay(mongo, kafka, clock);
    }

    @Bean
    Sweeper sweeper(Relay relay, Leases leases) {
        return new Sweeper(relay, leases);
    }

    @Bean
    Hints hints(KafkaTemplate<String, String> kafka) {
        return new Hints(kafka);
    }

    @Bean
    Aggregates aggregates(
            MongoTemplate mongo, Relay relay, Clock clock, @Value("${spring.application.name}") String service) {
        return new Aggregates(mongo, relay, clock, "/" + service);
    }

    @Bean
    Numbers numbers(MongoTemplate mongo) {
        return new Numbers(mongo);
    }

    @Bean
    Parking parking(MongoTemplate mongo, Clock clock) {
        return new Parking(mongo, clock);
    }

    @Bean
    Traces traces(
            ObjectProvider<ObservationRegistry> observations,
            ObjectProvider<Tracer> tracer,
            @Value("${management.tracing.enabled}") boolean on) {
        return new Traces(
                observations.getIfAvailable(() -> ObservationRegistry.NOOP), on ? tracer.getIfAvailable() : null);
    }

    /** Within the span of the request, before everything that writes. */
    @Bean
    FilterRegistrationBean<Trails> trails(Traces traces) {
        FilterRegistrationBean<Trails> filter = new FilterRegistrationBean<>(new Trails(traces));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return filter;
    }

    @Bean
    EventConsumer eventConsumer(
            ObjectProvider<Subscription> subscriptions,
            ConsumerFactory<String, String> consumers,
            @Value("${spring.application.name}") String service,
            @Value("${crm.consumer.concurrency:2}") int concurrency,
            Parking parking,
            Leases leases,
            MeterRegistry meters,
            Traces traces,
            Clock clock) {
        return new EventConsumer(
                subscriptions.orderedStream().toList(),
                consumers,
                service,
                concurrency,
                parking,
                leases,
                meters,
                traces,
                clock);
    }

    @Bean(destroyMethod = "close")
    ConsumerLag consumerLag(
            KafkaAdmin kafka, @Value("${spring.application.name}") String service, EventConsumer events) {
        return new ConsumerLag(kafka.getConfigurationProperties(), service, events.topics());
    }

    @Bean
    VitalSigns vitalSigns(
            MongoTemplate mongo,
            MeterRegistry meters,
            ConsumerLag lag,
            EventConsumer events,
            Leases leases,
            Clock clock) {
        return new VitalSigns(mongo, meters, lag, events, leases, clock);
    }

    @Bean
    Dashboards dashboards(
            @Value("${spring.application.name}") String service,
            VitalSigns vitals,
            Relay relay,
            Parking parking,
            ObjectProvider<OwnWork> own,
            Clock clock) {
        return new Dashboards(
                service, vitals, relay, parking, own.orderedStream().toList(), clock);
    }

    @Bean
    AdminPages adminPages(
            Dashboards dashboards,
            Parking parking,
            EventConsumer events,
            ObjectProvider<Dictionary> dictionaries,
            ObjectProvider<DictionaryEditor> editor,
            Tabs tabs,
            Problems problems,
            @Value("${spring.application.name}") String service) {
        return new AdminPages(dashboards, parking, events, dictionaries, editor, tabs, problems, service);
    }

    @Bean
    Tabs adminTabs(
            @Value("${spring.application.name}") String service,
            ObjectProvider<Dictionary> dictionaries,
            ObjectProvider<Settings> settings) {
        return new Tabs(service, dictionaries.stream().findAny().isPresent(), settings.getIfAvailable() != null);
    }

    /** Of those services whose dictionaries can be changed. */
    @Bean
    @ConditionalOnBean(DictionaryEditor.class)
    DictionaryPages dictionaryPages(ObjectProvider<Dictionary> dictionaries, DictionaryEditor editor, Tabs tabs) {
        return new DictionaryPages(dictionaries, editor, tabs);
    }

    /** Of those services that have something to decide. */
    @Bean
    @ConditionalOnBean(Settings.class)
    SettingPages settingPages(
            Settings settings,
            Tabs tabs,
            Employees employees,
            Problems problems,
            @Value("${spring.application.name}") String service) {
        return new SettingPages(settings, tabs, employees, problems, service);
    }

    /** Of those services that know something of cards' activities. */
    @Bean
    @ConditionalOnBean(Pictures.class)
    PictureApi pictureApi(Pictures pictures) {
        return new PictureApi(pictures);
    }

    @Bean
    MeterBinder outboxMeters(Relay relay, Parking parking) {
        return registry -> List.of(
                Gauge.builder("crm.outbox.unsent", relay, Relay::unsent).register(registry),
                Gauge.builder("crm.parked", parking, Parking::count).register(registry));
    }

    @Bean
    Employees employees(MongoTemplate mongo, Clock clock, EndedTokens ended) {
        return new Employees(mongo, clock, ended);
    }

    @Bean
    Subscription employeesSubscription(Employees employees) {
        return employees.subscription();
    }

    @Bean
    ServiceToken serviceToken(
            @Value("${crm.keycloak-internal-url}") String keycloak,
            @Value("${spring.application.name}") String clientId,
            @Value("${crm.client-secret}") String secret) {
        return new ServiceToken(keycloak, clientId, secret);
    }

    @Bean
    Remotes remotes(
            Environment environment,
            JsonMapper json,
            ServiceToken own,
            ObjectProvider<ObservationRegistry> observations) {
        return new Remotes(environment, json, own, observations.getIfAvailable(() -> ObservationRegistry.NOOP));
    }

    @Bean
    References references(Remotes remotes, Clock clock) {
        return new References(remotes, clock);
    }

    @Bean
    LeadsDictionaries leadsDictionaries(Remotes remotes, Clock clock) {
        return new LeadsDictionaries(remotes, clock);
    }

    /** The service that keeps the dictionaries has a wording of its own. */
    @Bean
    @ConditionalOnMissingBean
    Wording wording(LeadsDictionaries dictionaries) {
        return new DictionaryWording(dictionaries::label);
    }
}
