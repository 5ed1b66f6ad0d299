package crm.gateway;

import crm.ui.Page;
import crm.ui.Section;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The pages no service owns: the way home, the list of interfaces, the list of services. */
@Controller
class Pages {

    private static final List<Service> SERVICES = List.of(
            new Service("leads", "leads-service", "Лиды", "/admin/leads-service"),
            new Service("deals", "deals-service", "Сделки", "/admin/deals-service"),
            new Service("directory", "directory-service", "Контакты, компании, сотрудники", "/admin/directory-service"),
            new Service("activities", "activity-service", "Лента, дела, файлы, уведомления", "/admin/activity-service"),
            new Service("documents", "documents-service", "Документы и шаблоны", "/admin/documents-service"),
            new Service("reports", "reporting-service", "Отчёты", "/admin/reporting-service"));

    private final GatewaySettings settings;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    Pages(GatewaySettings settings) {
        this.settings = settings;
    }

    /** A service: its name in addresses, its module, what it is about, its dashboard. */
    public record Service(String name, String module, String about, String dashboard) {

        /** Where its interface is described. */
        public String openapi() {
            return "/api/" + name + "/openapi.json";
        }
    }

    /** A service and whether it is ready. */
    public record Health(Service service, boolean ready) {}

    @GetMapping("/")
    String home(HttpServletRequest request, Model model) {
        model.addAttribute("page", Page.of("Нет роли", null));
        String home = Shells.of(request).home();
        return home.equals("/") ? "no-role" : "redirect:" + home;
    }

    @GetMapping("/api/docs")
    String docs(Model model) {
        model.addAttribute("page", Page.of("Программный интерфейс", null));
        model.addAttribute("services", SERVICES);
        return "docs";
    }

    @GetMapping("/settings")
    String settings(HttpServletRequest request, Model model) throws InterruptedException {
        onlyForThoseWhoRunIt(request);
        model.addAttribute("page", Page.of("Настройки", Section.SETTINGS));
        model.addAttribute("services", health());
        return "settings";
    }

    /** The services beside a dashboard, each with its health. */
    @GetMapping("/admin/services")
    String services(@RequestParam(defaultValue = "") String current, HttpServletRequest request, Model model)
            throws InterruptedException {
        onlyForThoseWhoRunIt(request);
        model.addAttribute("services", health());
        model.addAttribute("current", current);
        return "settings :: side";
    }

    private static void onlyForThoseWhoRunIt(HttpServletRequest request) {
        if (!Shells.of(request).any("admin", "sales-head", "director")) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
    }

    private List<Health> health() throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads
                    .invokeAll(SERVICES.stream()
                            .<Callable<Health>>map(service -> () -> new Health(service, ready(service)))
                            .toList())
                    .stream()
                    .map(Future::resultNow)
                    .toList();
        }
    }

    /** Whether one of its instances is there to answer. */
    private boolean ready(Service service) {
        return settings.services().getOrDefault(service.name(), List.of()).stream()
                .anyMatch(this::ready);
    }

    private boolean ready(URI address) {
        try {
            var probe = HttpRequest.newBuilder(URI.create(address + "/actuator/health/readiness"))
                    .timeout(Duration.ofSeconds(1))
                    .build();
            return http.send(probe, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
