package crm.gateway;

import crm.ui.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The way to Keycloak and back to the page one wanted. */
@Controller
class Login {

    /** The name of the client registration. */
    static final String CLIENT = "keycloak";

    private static final String BACK = "crm.login.back";
    private final GatewaySettings settings;

    Login(GatewaySettings settings) {
        this.settings = settings;
    }

    @GetMapping("/login")
    @Nullable
    String login(
            @RequestParam(required = false) @Nullable String to,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var home = settings.publicUrl();
        if (!request.getServerName().equals(home.getHost())) {
            // The session's cookie belongs to the host Keycloak sends the browser back to.
            response.sendRedirect(home + Problems.loginUrl(local(to)));
            return null;
        }
        if (!keycloakAnswers()) {
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
            response.setHeader("Retry-After", "5");
            model.addAttribute("problem", Problem.of(503, "Вход временно недоступен. Повторите через минуту.", null));
            return "kit/problem";
        }
        if (local(to) != null) {
            request.getSession().setAttribute(BACK, local(to));
        }
        response.sendRedirect("/oauth2/authorization/" + CLIENT);
        return null;
    }

    @GetMapping("/login/failed")
    String failed(@RequestParam(defaultValue = "401") int status, Model model, HttpServletResponse response) {
        boolean away = status == 503;
        response.setStatus(away ? 503 : 401);
        model.addAttribute(
                "problem",
                Problem.of(
                        away ? 503 : 401,
                        away
                                ? "Вход временно недоступен. Повторите через минуту."
                                : "Войти не получилось: вход начат в другом окне или слишком давно. Откройте главную и войдите ещё раз.",
                        null));
        return "kit/problem";
    }

    /** Where someone who has just logged in goes: the page he wanted, else home. */
    static String takeBack(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session == null || !(session.getAttribute(BACK) instanceof String back)) {
            return "/";
        }
        session.removeAttribute(BACK);
        return back;
    }

    /** The page that tells why a login failed. A login begun twice or long ago simply starts again from home. */
    static String failure(AuthenticationException refused) {
        String code = refused instanceof OAuth2AuthenticationException oauth
                ? oauth.getError().getErrorCode()
                : "";
        return switch (code) {
            case "authorization_request_not_found", "access_denied" -> "/login/failed?status=401";
            case "invalid_token_response", "temporarily_unavailable", "server_error" -> "/login/failed?status=503";
            default -> "/login/failed?status=401";
        };
    }

    /** A path of our own pages, never another site. */
    private static @Nullable String local(@Nullable String to) {
        return to != null && to.matches("/[^/\\\\].*") && !to.contains("\n") && !to.contains("\r") ? to : null;
    }

    private boolean keycloakAnswers() {
        try {
            var asked = (HttpURLConnection)
                    URI.create(settings.endpoint("certs")).toURL().openConnection();
            asked.setConnectTimeout(1000);
            asked.setReadTimeout(2000);
            try {
                return asked.getResponseCode() < 500;
            } finally {
                asked.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }
}
