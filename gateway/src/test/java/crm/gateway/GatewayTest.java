package crm.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(classes = GatewayApp.class, webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT)
class GatewayTest {

    static final KeycloakStub KEYCLOAK = new KeycloakStub();
    static final ServiceStub SERVICE = new ServiceStub();
    static final int PORT = free();
    static final String HOME = "http://localhost:" + PORT;

    @TempDir
    static Path sessions;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("server.port", () -> PORT);
        registry.add("server.servlet.session.store-dir", () -> sessions.toString());
        registry.add("crm.public-url", () -> HOME);
        registry.add("crm.keycloak-url", KEYCLOAK::url);
        registry.add("crm.keycloak-internal-url", KEYCLOAK::url);
        for (String name : List.of("leads", "deals", "directory", "activities")) {
            registry.add("crm.services." + name, SERVICE::url);
        }
        registry.add("crm.services.documents", () -> "http://127.0.0.1:" + free());
        registry.add("crm.services.reports", () -> "http://127.0.0.1:" + free());
        registry.add("crm.limits.intake-per-minute", () -> 5);
        registry.add("crm.limits.refusals-per-minute", () -> 1000);
    }

    @AfterAll
    static void stop() {
        KEYCLOAK.close();
        SERVICE.close();
    }

    @BeforeEach
    void calm() {
        KEYCLOAK.lifetime = 300;
        KEYCLOAK.refusesRefresh = false;
        KEYCLOAK.broken = false;
        KEYCLOAK.roles = List.of("sales-manager");
        SERVICE.seen.clear();
    }

    static int free() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static BrowserStub loggedIn() {
        var browser = new BrowserStub(HOME);
        assertThat(browser.open("/leads").statusCode()).isEqualTo(200);
        return browser;
    }

    static String csrf(BrowserStub browser) {
        browser.get("/leads", "Accept", "text/html");
        return SERVICE.last().header("X-CRM-CSRF");
    }

    // --- login

    @Test
    @DisplayName("a page asks to log in and is opened again at the same place")
    void login() {
        var browser = new BrowserStub(HOME);
        var first = browser.get("/leads?stage=NEW&q=%D1%91", "Accept", "text/html");
        assertThat(first.statusCode()).isEqualTo(302);
        assertThat(browser.cookie("CRMSESSION")).isNull();

        var page = browser.open("/leads?stage=NEW&q=%D1%91");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Лид");
        assertThat(page.uri().toString()).isEqualTo(HOME + "/leads?stage=NEW&q=%D1%91");
        assertThat(SERVICE.last().header("Authorization")).startsWith("Bearer ey");
        assertThat(SERVICE.last().uri()).isEqualTo("/leads?stage=NEW&q=%D1%91");
    }

    @Test
    @DisplayName("the session's cookie is HttpOnly and SameSite=Lax")
    void cookie() {
        var browser = new BrowserStub(HOME);
        var login = browser.get("/login?to=/leads", "Accept", "text/html");
        assertThat(login.headers().allValues("Set-Cookie"))
                .anySatisfy(cookie -> assertThat(cookie)
                        .startsWith("CRMSESSION=")
                        .contains("HttpOnly")
                        .contains("SameSite=Lax"));
    }

    @ParameterizedTest
    @DisplayName("the login never leads to another site")
    @ValueSource(strings = {"https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"})
    void no_open_redirect(String to) {
        var browser = new BrowserStub(HOME);
        var page = browser.open("/login?to=" + java.net.URLEncoder.encode(to, StandardCharsets.UTF_8));
        assertThat(page.uri().getHost()).isEqualTo("localhost");
        assertThat(page.uri().getPort()).isEqualTo(PORT);
    }

    @Test
    @DisplayName("programs and page scripts without a login get 401, not a redirect")
    void anonymous() {
        var browser = new BrowserStub(HOME);
        var api = browser.get("/api/leads");
        assertThat(api.statusCode()).isEqualTo(401);
        problem(api, 401, "gateway.unauthenticated");
        var fragment = browser.get(
                "/leads/1/row", "HX-Request", "true", "HX-Current-URL", HOME + "/leads/1?x=1", "Accept", "*/*");
        assertThat(fragment.statusCode()).isEqualTo(401);
        assertThat(fragment.headers().firstValue("X-CRM-Login")).hasValue("/login?to=%2Fleads%2F1%3Fx%3D1");
        problem(
                browser.send("POST", "/api/leads", "{}", "Content-Type", "application/json"),
                401,
                "gateway.unauthenticated");
        assertThat(browser.get("/events/stream").statusCode()).isEqualTo(401);
        assertThat(SERVICE.seen).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("«/» leads to the first section of one's role")
    @CsvSource({
        "sales-manager,/my-day",
        "sales-head,/my-day",
        "call-center,/leads",
        "admin,/employees",
        "back-office,/my-day"
    })
    void home(String role, String page) {
        KEYCLOAK.roles = List.of(role, "offline_access");
        var browser = new BrowserStub(HOME);
        browser.open("/login");
        assertThat(browser.get("/", "Accept", "text/html").headers().firstValue("Location"))
                .hasValueSatisfying(location -> assertThat(location).endsWith(page));
    }

    @Test
    @DisplayName("logging out ends the session here and at Keycloak")
    void logout() {
        var browser = loggedIn();
        String token = csrf(browser);
        var out =
                browser.send("POST", "/logout", "_csrf=" + token, "Content-Type", "application/x-www-form-urlencoded");
        assertThat(out.statusCode()).isEqualTo(302);
        assertThat(out.headers().firstValue("Location"))
                .hasValueSatisfying(location -> assertThat(location)
                        .startsWith(KEYCLOAK.issuer() + "/protocol/openid-connect/logout")
                        .contains("id_token_hint=")
                        .contains("post_logout_redirect_uri="));
        assertThat(browser.get("/api/leads").statusCode()).isEqualTo(401);
    }

    @Test
    @DisplayName("while Keycloak is away the login says so and everything else goes on")
    void keycloak_away() {
        var inside = loggedIn();
        KEYCLOAK.broken = true;
        var outside = new BrowserStub(HOME).open("/leads");
        assertThat(outside.statusCode()).isEqualTo(503);
        assertThat(outside.body()).contains("Вход временно недоступен");
        assertThat(inside.get("/api/leads").statusCode()).isEqualTo(200);
    }

    // --- tokens

    @Test
    @DisplayName("an access token about to expire is refreshed, once for all requests of a page")
    void refresh() throws Exception {
        KEYCLOAK.lifetime = 1;
        var browser = loggedIn();
        KEYCLOAK.lifetime = 300;
        int before = KEYCLOAK.refreshed.get();
        Thread.sleep(1100);
        try (var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new java.util.ArrayList<java.util.concurrent.Future<Integer>>();
            for (int i = 0; i < 6; i++) {
                answers.add(threads.submit(() -> browser.get("/api/leads").statusCode()));
            }
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(200);
            }
        }
        assertThat(KEYCLOAK.refreshed.get() - before).isEqualTo(1);
    }

    @Test
    @DisplayName("a dead refresh token means logging in again, cleanly")
    void refresh_refused() throws Exception {
        KEYCLOAK.lifetime = 1;
        var browser = loggedIn();
        Thread.sleep(1100);
        KEYCLOAK.refusesRefresh = true;
        problem(browser.get("/api/leads"), 401, "gateway.unauthenticated");
        KEYCLOAK.refusesRefresh = false;
        KEYCLOAK.lifetime = 300;
        assertThat(browser.open("/leads/2").uri().getPath()).isEqualTo("/leads/2");
    }

    @Test
    @DisplayName("D-6 a service that no longer takes someone's tokens ends his session")
    void dismissed() {
        var browser = loggedIn();
        assertThat(browser.get("/api/leads/status/401").statusCode()).isEqualTo(401);
        assertThat(browser.get("/api/leads").statusCode()).isEqualTo(401);
        assertThat(SERVICE.last().uri()).isEqualTo("/api/leads/status/401");
    }

    @Test
    @DisplayName("a Bearer request passes as it is: no session, no CSRF token, its cookie ignored")
    void bearer() {
        var browser = loggedIn();
        String token = KEYCLOAK.token("robot", Instant.now().plusSeconds(60), KEYCLOAK.issuer());
        var answer = browser.send(
                "POST",
                "/api/leads",
                "{\"a\":1}",
                "Authorization",
                "Bearer " + token,
                "Content-Type",
                "application/json",
                "Idempotency-Key",
                "k1");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(SERVICE.last().header("Authorization")).isEqualTo("Bearer " + token);
        assertThat(SERVICE.last().header("Idempotency-Key")).isEqualTo("k1");
        assertThat(SERVICE.last().header("X-CRM-CSRF")).isNull();
        assertThat(SERVICE.last().text()).isEqualTo("{\"a\":1}");
    }

    @Test
    @DisplayName("an expired, foreign or broken token is refused")
    void bad_bearer() {
        var browser = new BrowserStub(HOME);
        for (String token : List.of(
                KEYCLOAK.token("robot", Instant.now().minusSeconds(30), KEYCLOAK.issuer()),
                KEYCLOAK.token("robot", Instant.now().plusSeconds(60), "http://other/realms/crm"),
                "not.a.token")) {
            problem(browser.get("/api/leads", "Authorization", "Bearer " + token), 401, "gateway.unauthenticated");
        }
        assertThat(SERVICE.seen).isEmpty();
    }

    // --- CSRF

    @Test
    @DisplayName("an unsafe request of a session needs the page's token, by header or form field")
    void csrf() {
        var browser = loggedIn();
        problem(browser.send("POST", "/api/leads", "{}", "Content-Type", "application/json"), 403, "gateway.csrf");
        problem(browser.send("DELETE", "/api/leads/1/contacts/2", null), 403, "gateway.csrf");
        problem(
                browser.send(
                        "POST",
                        "/leads/1/stage",
                        "to=IN_WORK",
                        "Content-Type",
                        "application/x-www-form-urlencoded",
                        "X-CSRF-TOKEN",
                        "wrong"),
                403,
                "gateway.csrf");

        String token = csrf(browser);
        assertThat(browser.send("POST", "/api/leads", "{}", "Content-Type", "application/json", "X-CSRF-TOKEN", token)
                        .statusCode())
                .isEqualTo(200);
        assertThat(browser.send(
                                "POST",
                                "/leads/1/stage?x=1",
                                "to=IN_WORK&comment=%D0%94%D0%B0+%D0%B8&ids=1&ids=2",
                                "Content-Type",
                                "application/x-www-form-urlencoded",
                                "X-CSRF-TOKEN",
                                token)
                        .statusCode())
                .isEqualTo(200);
        assertThat(SERVICE.last().uri()).isEqualTo("/leads/1/stage?x=1");
        assertThat(SERVICE.last().text()).contains("to=IN_WORK", "comment=%D0%94%D0%B0+%D0%B8", "ids=1&ids=2");
        assertThat(browser.send(
                                "POST",
                                "/leads/1/stage",
                                "to=IN_WORK&_csrf=" + token,
                                "Content-Type",
                                "application/x-www-form-urlencoded")
                        .statusCode())
                .isEqualTo(200);
    }

    // --- headers

    @Test
    @DisplayName("nothing a caller could pretend with goes inwards; of cookies only the theme")
    void inwards() {
        var browser = loggedIn();
        browser.get(
                "/api/leads",
                "X-Service-Authorization",
                "Bearer x",
                "X-Failed-Attempts",
                "4",
                "X-CRM-CSRF",
                "mine",
                "X-Forwarded-For",
                "6.6.6.6",
                "X-Forwarded-Host",
                "evil.example",
                "traceparent",
                "00-11111111111111111111111111111111-2222222222222222-01",
                "If-Match",
                "\"3\"",
                "Cookie",
                "crm-theme=dark; other=1");
        var seen = SERVICE.last();
        assertThat(seen.header("X-Service-Authorization")).isNull();
        assertThat(seen.header("X-Failed-Attempts")).isNull();
        assertThat(seen.header("X-CRM-CSRF")).isNotBlank().isNotEqualTo("mine");
        assertThat(seen.header("X-Forwarded-For")).isEqualTo("127.0.0.1");
        assertThat(seen.header("X-Forwarded-Host")).isEqualTo("localhost:" + PORT);
        assertThat(seen.header("traceparent"))
                .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01")
                .doesNotContain("1111111111111111");
        assertThat(seen.header("If-Match")).isEqualTo("\"3\"");
        assertThat(seen.header("Cookie")).isEqualTo("crm-theme=dark");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("every answer carries the security headers, once")
    @ValueSource(
            strings = {
                "/api/leads",
                "/leads",
                "/nowhere",
                "/api/nowhere",
                "/login/failed",
                "/assets/v-1/css/crm.css",
                "/assets/none",
                "/intake/site/k",
                "/api/documents/1",
                "/documents",
                "/api/leads/status/500"
            })
    void outwards(String path) {
        var browser = loggedIn();
        var headers = browser.get(path).headers();
        strict(headers);
        assertThat(headers.allValues("X-Frame-Options")).containsExactly("DENY");
        assertThat(headers.allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(headers.allValues("Referrer-Policy")).containsExactly("same-origin");
        assertThat(headers.allValues("Permissions-Policy")).hasSize(1);
        assertThat(headers.allValues("Set-Cookie")).noneMatch(cookie -> cookie.startsWith("inner"));
        assertThat(headers.firstValue("X-Powered-By")).isEmpty();
        assertThat(headers.firstValue("Server")).isEmpty();
    }

    /** Scripts and styles only from our own files; nothing inline, nothing evaluated, nothing from elsewhere. */
    private static void strict(HttpHeaders headers) {
        assertThat(headers.allValues("Content-Security-Policy")).hasSize(1);
        String policy = headers.firstValue("Content-Security-Policy").orElseThrow();
        assertThat(policy.split("; "))
                .contains(
                        "default-src 'none'",
                        "script-src 'self'",
                        "style-src 'self'",
                        "connect-src 'self'",
                        "base-uri 'none'",
                        "frame-ancestors 'none'");
        assertThat(policy).doesNotContain("unsafe", "*", "https: ", "http: ");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("strangers get the same strict content policy, whatever they are answered")
    @ValueSource(
            strings = {"/", "/leads", "/api/leads", "/api/docs", "/nowhere", "/login", "/actuator/env", "/intake/site/k"
            })
    void outwards_to_strangers(String path) {
        strict(new BrowserStub(HOME).get(path).headers());
    }

    @Test
    @DisplayName("I-2 the ready form is shown in frames of the sites allowed to, no other page is")
    void framed_form() {
        var headers = loggedIn().get("/intake/form/local-intake-key").headers();
        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                .contains("frame-ancestors 'self' http://localhost:8080", "script-src 'self'")
                .doesNotContain("'none'; frame-ancestors 'none'", "unsafe");
        assertThat(headers.allValues("X-Frame-Options")).isEmpty();
    }

    @Test
    @DisplayName("G-3 the PDF of a document may be shown in a frame of our own pages, and pages may have such frames")
    void preview() {
        var browser = loggedIn();
        var pdf = browser.get("/api/documents/1/versions/1.pdf?inline=true").headers();
        assertThat(pdf.firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'self'", "frame-ancestors 'self'")
                .doesNotContain("unsafe");
        assertThat(pdf.allValues("X-Frame-Options")).containsExactly("SAMEORIGIN");
        assertThat(browser.get("/documents/1")
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElseThrow())
                .contains("frame-src 'self'");
    }

    @Test
    @DisplayName("what services say of versions and where they lead to comes through, without inner addresses")
    void answers() {
        var browser = loggedIn();
        assertThat(browser.get("/api/leads/1").headers().firstValue("ETag")).hasValue("\"7\"");
        var moved = browser.get("/leads/go");
        assertThat(moved.statusCode()).isEqualTo(303);
        assertThat(moved.headers().firstValue("Location")).hasValue("/leads/1");
    }

    // --- routes

    @ParameterizedTest
    @DisplayName("paths lead to their services")
    @ValueSource(
            strings = {
                "/leads/1",
                "/api/leads/1/stage",
                "/deals",
                "/api/deals/board",
                "/contacts/1",
                "/companies",
                "/employees",
                "/directory/x",
                "/api/contacts",
                "/api/companies",
                "/api/directory/labels",
                "/api/employees",
                "/my-day",
                "/activities/timeline",
                "/notifications/bell",
                "/api/activities",
                "/api/files/1",
                "/api/notifications",
                "/api/leads/openapi.json",
                "/leads/%D0%9B%20%2B1?q=a%26b%20%D1%91"
            })
    void routes(String path) {
        assertThat(loggedIn().get(path).statusCode()).isEqualTo(200);
        assertThat(SERVICE.last().uri()).isEqualTo(path);
    }

    @Test
    @DisplayName("the live stream comes as it is written")
    void stream() throws Exception {
        var browser = loggedIn();
        long begun = System.nanoTime();
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(HOME + "/events/stream"))
                                .header("Cookie", "CRMSESSION=" + browser.cookie("CRMSESSION"))
                                .build(),
                        HttpResponse.BodyHandlers.ofLines());
        var lines = answer.body().iterator();
        assertThat(lines.next()).isEqualTo("data: {\"subject\":\"lead/0\"}");
        assertThat((System.nanoTime() - begun) / 1_000_000).isLessThan(400);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
    }

    @Test
    @DisplayName("an enquiry of the site passes without a session, and not too often")
    void intake() {
        var browser = new BrowserStub(HOME);
        for (int i = 0; i < 5; i++) {
            assertThat(browser.send(
                                    "POST",
                                    "/intake/site/key-1",
                                    "name=%D0%98%D0%B2%D0%B0%D0%BD&consent=true",
                                    "Content-Type",
                                    "application/x-www-form-urlencoded",
                                    "Origin",
                                    "https://site.example",
                                    "Authorization",
                                    "Bearer x")
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(SERVICE.last().text()).isEqualTo("name=%D0%98%D0%B2%D0%B0%D0%BD&consent=true");
        assertThat(SERVICE.last().header("Authorization")).isNull();
        assertThat(SERVICE.last().header("Origin")).isEqualTo("https://site.example");
        assertThat(browser.cookie("CRMSESSION")).isNull();
        var more = browser.send(
                "POST", "/intake/site/key-1", "name=x", "Content-Type", "application/x-www-form-urlencoded");
        problem(more, 429, "gateway.too-often");
        assertThat(more.headers().firstValue("Retry-After")).isPresent();
        assertThat(browser.send(
                                "POST",
                                "/intake/site/key-2",
                                "name=x",
                                "Content-Type",
                                "application/x-www-form-urlencoded")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("whether a site may send enquiries is asked of the service")
    void preflight() throws Exception {
        String answer = raw(
                "OPTIONS /intake/site/key-3 HTTP/1.1\r\nHost: localhost:" + PORT
                        + "\r\nOrigin: https://site.example\r\nAccess-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: content-type\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 200");
        assertThat(SERVICE.last().method()).isEqualTo("OPTIONS");
        assertThat(SERVICE.last().header("Access-Control-Request-Method")).isEqualTo("POST");
        assertThat(SERVICE.last().header("Access-Control-Request-Headers")).isEqualTo("content-type");
        assertThat(SERVICE.last().header("Origin")).isEqualTo("https://site.example");
    }

    // --- refusals

    @Test
    @DisplayName("a service that dies in the middle of its answer is away, never an empty success")
    void broken_off() {
        problem(loggedIn().get("/api/leads/broken-off"), 503, "gateway.away");
    }

    @Test
    @DisplayName("a service that is away: a problem for programs, a retrying fragment for a part, a page for a page")
    void away() {
        var browser = loggedIn();
        var api = browser.get("/api/documents");
        problem(api, 503, "gateway.away");
        assertThat(api.headers().firstValue("Retry-After")).isPresent();
        var part = browser.get("/documents/of?card=deal/1&x=2", "HX-Request", "true");
        assertThat(part.statusCode()).isEqualTo(503);
        assertThat(part.body())
                .contains(
                        "Документы временно недоступны, повторяем…",
                        "hx-get=\"/documents/of?card=deal/1&amp;x=2\"",
                        "hx-trigger=\"load delay:5s");
        var page = browser.get("/reports", "Accept", "text/html");
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.body()).contains("<!doctype html>", "Отчёты временно недоступны", "c-rail");
        var post = browser.send(
                "POST",
                "/documents",
                "x=1",
                "HX-Request",
                "true",
                "Content-Type",
                "application/x-www-form-urlencoded",
                "X-CSRF-TOKEN",
                csrf(browser));
        problem(post, 503, "gateway.away");
    }

    @Test
    @DisplayName("an unknown path is a page that says so, a problem for programs, never a stack trace")
    void unknown() {
        var browser = loggedIn();
        var page = browser.get("/nowhere", "Accept", "text/html");
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("Такой страницы нет", "Анна Ковалёва").doesNotContain("Exception");
        problem(browser.get("/api/nowhere"), 404, "gateway.404");
    }

    @ParameterizedTest
    @DisplayName("addresses made to slip past the routes are refused")
    @ValueSource(
            strings = {
                "/leads/..;/actuator/health",
                "/leads/%2e%2e/actuator/prometheus",
                "//actuator/health",
                "/leads;x=1/2"
            })
    void tricks(String path) throws Exception {
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost:" + PORT + "\r\nConnection: close\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 4")
                .contains("Content-Security-Policy")
                .doesNotContain("\"status\":\"UP\"");
        assertThat(SERVICE.seen).isEmpty();
    }

    @Test
    @DisplayName("health and metrics are for direct callers only")
    void actuator() {
        var browser = new BrowserStub(HOME);
        assertThat(browser.get("/actuator/health").body()).contains("\"status\":\"UP\"");
        assertThat(browser.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        assertThat(browser.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        assertThat(browser.get("/actuator/prometheus").body()).contains("jvm_memory_used_bytes");
        assertThat(browser.get("/actuator/health", "X-Forwarded-For", "1.2.3.4").statusCode())
                .isEqualTo(404);
        for (String other : List.of("/actuator/env", "/actuator/beans", "/actuator/heapdump", "/actuator/gateway")) {
            assertThat(browser.get(other).statusCode()).isEqualTo(404);
        }
    }

    @Test
    @DisplayName("a body of more than 1 MB is refused, declared or not; files may have 50 MB")
    void body_limit() throws Exception {
        var browser = loggedIn();
        String token = csrf(browser);
        String large = "{\"text\":\"" + "x".repeat(1024 * 1024) + "\"}";
        problem(
                browser.send("POST", "/api/leads", large, "Content-Type", "application/json", "X-CSRF-TOKEN", token),
                413,
                "gateway.too-large");
        assertThat(browser.send(
                                "POST",
                                "/api/files",
                                large,
                                "Content-Type",
                                "multipart/form-data; boundary=x",
                                "X-CSRF-TOKEN",
                                token)
                        .statusCode())
                .isEqualTo(200);
        assertThat(SERVICE.last().body()).hasSize(large.length());
        var chunked = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(HOME + "/api/leads"))
                                .header("Cookie", "CRMSESSION=" + browser.cookie("CRMSESSION"))
                                .header("X-CSRF-TOKEN", token)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofInputStream(
                                        () -> new ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8))))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        problem(chunked, 413, "gateway.too-large");
    }

    @Test
    @DisplayName("text is compressed, files of the kit are kept for ever")
    void assets() throws Exception {
        var css = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(HOME + "/assets/v-0a/css/crm.css"))
                                .header("Accept-Encoding", "gzip")
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(css.statusCode()).isEqualTo(200);
        assertThat(css.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(css.headers().firstValue("Cache-Control")).hasValue("max-age=31536000, public, immutable");
        assertThat(new String(
                        new GZIPInputStream(new ByteArrayInputStream(css.body())).readAllBytes(),
                        StandardCharsets.UTF_8))
                .contains(".c-card");
    }

    @Test
    @DisplayName("the page of interfaces names every service's description")
    void docs() {
        var page = loggedIn().get("/api/docs", "Accept", "text/html");
        assertThat(page.statusCode()).isEqualTo(200);
        for (String name : List.of("leads", "deals", "directory", "activities", "documents", "reports")) {
            assertThat(page.body()).contains("/api/" + name + "/openapi.json");
        }
        KEYCLOAK.roles = List.of("admin");
        var settings = loggedInAs().get("/settings", "Accept", "text/html");
        assertThat(settings.body()).contains("reporting-service", "не отвечает", "работает");
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "sales-manager, 403",
        "call-center, 403",
        "account-manager, 403",
        "back-office, 403",
        "sales-head, 200",
        "director, 200",
        "admin, 200"
    })
    @DisplayName("I-4 the services' health is for those who run them")
    void health_of_services(String role, int status) {
        KEYCLOAK.roles = List.of(role);
        var browser = loggedInAs();
        for (String path : List.of("/settings", "/admin/services?current=leads-service")) {
            assertThat(browser.get(path, "Accept", "text/html").statusCode())
                    .as(path)
                    .isEqualTo(status);
        }
    }

    private static BrowserStub loggedInAs() {
        var browser = new BrowserStub(HOME);
        browser.open("/login");
        return browser;
    }

    private static String raw(String request) throws Exception {
        try (var socket = new Socket("localhost", PORT)) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void problem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(answer.body())
                .contains(
                        "\"type\":",
                        "\"title\":",
                        "\"status\":" + status,
                        "\"detail\":",
                        "\"code\":\"" + code + "\"",
                        "\"errors\":[]")
                .doesNotContain("Exception");
    }

    // --- dismissal

    @Autowired
    private Dismissed dismissed;

    private static String told(String type, String employee, Instant at) {
        return "{\"type\":\"%s\",\"subject\":\"employee/%s\",\"time\":\"%s\",\"data\":{}}"
                .formatted(type, employee, at);
    }

    @Test
    @DisplayName("D-6 who is dismissed has no session any more, nor a token that counts; hired again he logs in anew")
    void dismissal() throws Exception {
        var browser = loggedIn();
        var token = KEYCLOAK.token("anna", Instant.now().plusSeconds(300), KEYCLOAK.issuer());
        var other = KEYCLOAK.token("denis", Instant.now().plusSeconds(300), KEYCLOAK.issuer());
        Instant now = Instant.now();

        dismissed.hear(told("EmployeeDismissed", "id-anna", now));

        assertThat(browser.get("/leads", "Accept", "text/html").statusCode()).isEqualTo(302);
        assertThat(browser.get("/api/docs", "Accept", "application/json").statusCode())
                .isEqualTo(401);
        assertThat(bearer(token)).isEqualTo(401);
        assertThat(bearer(other)).isEqualTo(200);

        dismissed.hear(told("EmployeeRehired", "id-anna", now));
        assertThat(bearer(token)).isEqualTo(401);
        Thread.sleep(1_100);
        assertThat(bearer(KEYCLOAK.token("anna", Instant.now().plusSeconds(300), KEYCLOAK.issuer())))
                .isEqualTo(200);
        assertThat(loggedIn().get("/leads", "Accept", "text/html").statusCode()).isEqualTo(200);
    }

    private static int bearer(String token) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(HOME + "/api/leads"))
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
