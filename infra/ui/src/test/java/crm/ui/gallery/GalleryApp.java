package crm.ui.gallery;

import crm.ui.Shell;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;

/** Serves the sample pages: {@code /gallery}, {@code /sample/leads}, {@code /sample/lead}… */
@SpringBootApplication
public class GalleryApp {

    /** The moment of the samples: 23.11.2026 11:04 in Moscow. */
    static final Instant NOW = Instant.parse("2026-11-23T08:04:00Z");

    public static void main(String[] args) {
        SpringApplication.run(GalleryApp.class, args);
    }

    @Bean
    Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }

    /** The gateway's policy, so that whatever it forbids shows here. */
    @Bean
    FilterRegistrationBean<Filter> policy() {
        return new FilterRegistrationBean<>((request, response, chain) -> {
            ((HttpServletResponse) response)
                    .setHeader(
                            "Content-Security-Policy",
                            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
                                    + "connect-src 'self'; media-src 'self'; frame-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'");
            chain.doFilter(request, response);
        });
    }

    static Shell olga(String theme) {
        return new Shell("u-olga", "Ольга Белова", Set.of("sales-head"), "token-1", theme, Shell.ZONE);
    }
}
