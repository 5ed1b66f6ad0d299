package crm.ui;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.context.MessageSourceAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.FixedLocaleResolver;

/** Puts the kit to work in a service with pages: nothing to be done but to have the jar. */
@AutoConfiguration(before = {MessageSourceAutoConfiguration.class, WebMvcAutoConfiguration.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@Import(ShellAdvice.class)
public class UiAutoConfiguration {

    @Bean
    Assets crmAssets() {
        return Assets.ofThisJar();
    }

    @Bean
    CrmDialect crmDialect(Assets assets, ObjectProvider<Clock> clock) {
        return new CrmDialect(assets, clock.getIfUnique(Clock::systemUTC));
    }

    /** Formats for Java code; templates have {@code #ru}. */
    @Bean
    Ru ru(ObjectProvider<Clock> clock) {
        return new Ru(Shell.ZONE, clock.getIfUnique(Clock::systemUTC));
    }

    /** What was changed first, then the service's own words, then the kit's. */
    @Bean
    @ConditionalOnMissingBean(name = "messageSource")
    MessageSource messageSource(
            @Value("${spring.messages.basename:messages}") String own, ObjectProvider<Wording> changed) {
        var names = new ArrayList<String>();
        Arrays.stream(own.split(","))
                .map(String::strip)
                .filter(name ->
                        UiAutoConfiguration.class.getClassLoader().getResource(name.replace('.', '/') + ".properties")
                                != null)
                .forEach(names::add);
        names.add("crm/ui/messages");
        var source = new Messages(changed);
        source.setBasenames(names.toArray(String[]::new));
        source.setDefaultEncoding("UTF-8");
        source.setFallbackToSystemLocale(false);
        return source;
    }

    /** Pages are Russian whatever the browser prefers. */
    @Bean
    @ConditionalOnMissingBean(name = "localeResolver")
    LocaleResolver localeResolver() {
        return new FixedLocaleResolver(Locale.of("ru"));
    }

    @Bean
    @ConditionalOnMissingBean(name = "problemPages")
    ErrorViewResolver problemPages() {
        return new ProblemPages();
    }

    /** Serving the static files is the gateway's part, which says {@code crm.ui.serve-assets=true}. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "crm.ui.serve-assets")
    static class ServedAssets implements WebMvcConfigurer {

        @Override
        public void addResourceHandlers(ResourceHandlerRegistry registry) {
            registry.addResourceHandler("/assets/**")
                    .addResourceLocations("classpath:/" + Assets.FOLDER)
                    .setCacheControl(CacheControl.maxAge(java.time.Duration.ofDays(365))
                            .cachePublic()
                            .immutable())
                    .resourceChain(true)
                    .addResolver(new AnyVersion());
        }
    }
}
