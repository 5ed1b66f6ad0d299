package crm.gateway;

import crm.ui.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The gateway's refusals as RFC 9457 problem details, and who is to be answered by a page instead. */
@Component
class Problems {

    /** Where a page script that got a 401 has to go. */
    static final String LOGIN_HEADER = "X-CRM-Login";

    private final JsonMapper json;

    Problems(JsonMapper json) {
        this.json = json;
    }

    /** A refusal: its status, stable code, and words for people. */
    record Refusal(int status, String code, String detail) {}

    static final Refusal UNAUTHENTICATED =
            new Refusal(401, "gateway.unauthenticated", "Нужно войти: сеанс закончился или токен не действует.");
    static final Refusal FORBIDDEN = new Refusal(403, "gateway.forbidden", "Ваша роль этого не позволяет.");
    static final Refusal CSRF = new Refusal(
            403, "gateway.csrf", "Запрос пришёл без защитного кода страницы. Обновите страницу и повторите.");
    static final Refusal TOO_LARGE =
            new Refusal(413, "gateway.too-large", "Слишком большой запрос: файл до 50 МБ, остальное до 1 МБ.");
    static final Refusal TOO_OFTEN =
            new Refusal(429, "gateway.too-often", "Слишком часто. Подождите минуту и повторите.");
    static final Refusal NO_KEYCLOAK =
            new Refusal(503, "gateway.login-away", "Вход временно недоступен. Повторите через минуту.");

    /** Writes a refusal as JSON. */
    void write(HttpServletResponse response, Refusal refusal) throws IOException {
        response.setStatus(refusal.status());
        if (refusal.status() == 401) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (refusal.status() == 429) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "60");
        }
        if (refusal.status() == 503) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "5");
        }
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(body(refusal)));
    }

    /** The members of a problem. */
    static Map<String, Object> body(Refusal refusal) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "about:blank");
        body.put("title", Problem.of(refusal.status(), null, null).title());
        body.put("status", refusal.status());
        body.put("detail", refusal.detail());
        body.put("code", refusal.code());
        body.put("errors", List.of());
        return body;
    }

    /** Sends a page's script to the login, back to where the page is. */
    void askToLogIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader(LOGIN_HEADER, loginUrl(pageOf(request)));
        write(response, UNAUTHENTICATED);
    }

    /** The login that leads back to a path. */
    static String loginUrl(@Nullable String back) {
        return back == null || back.equals("/")
                ? "/login"
                : "/login?to=" + URLEncoder.encode(back, StandardCharsets.UTF_8);
    }

    /** The path and query of a request. */
    static String pathOf(HttpServletRequest request) {
        String query = request.getQueryString();
        return request.getRequestURI() + (query == null ? "" : "?" + query);
    }

    /** The page whose script asks, null when it does not say. */
    static @Nullable String pageOf(HttpServletRequest request) {
        String current = request.getHeader("HX-Current-URL");
        if (current == null) {
            return null;
        }
        try {
            var url = URI.create(current);
            return url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Whether a script of one of our pages asks for a fragment. */
    static boolean fragment(HttpServletRequest request) {
        return "true".equals(request.getHeader("HX-Request"));
    }

    /** Whether the request is answered in JSON: programs, and everything below /api but its one page. */
    static boolean json(HttpServletRequest request) {
        String path = request.getRequestURI();
        if (path.startsWith("/api/") && !path.equals("/api/docs")
                || path.startsWith("/intake/")
                || path.startsWith("/events/")) {
            return true;
        }
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        String agent = request.getHeader(HttpHeaders.AUTHORIZATION);
        return agent != null && agent.startsWith("Bearer ")
                || accept != null && accept.contains("json") && !accept.contains("text/html");
    }
}
