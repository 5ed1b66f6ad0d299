package crm.gateway;

import crm.ui.problem.Problem;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.server.mvc.common.MvcUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * What surrounds every request that goes on to a service: its token, the end of sessions that are over, and the words
 * when the service is away. A program gets a problem, a fragment says so in its place and tries again, a page is a page.
 */
@Component
class Relay {

    private static final Map<String, String> AWAY = Map.of(
            "leads", "Лиды временно недоступны",
            "deals", "Сделки временно недоступны",
            "directory", "Контакты и компании временно недоступны",
            "activities", "Лента временно недоступна",
            "documents", "Документы временно недоступны",
            "reports", "Отчёты временно недоступны");

    private static final Set<String> READ = Set.of("GET", "HEAD", "OPTIONS");
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
    private final TokenRelay tokens;

    Relay(TokenRelay tokens) {
        this.tokens = tokens;
    }

    HandlerFilterFunction<ServerResponse, ServerResponse> to(String service, Instances instances) {
        return (request, next) -> {
            var servlet = request.servletRequest();
            if (!Routes.isOpen(servlet.getRequestURI())) {
                switch (tokens.token(servlet, currentResponse())) {
                    case TokenRelay.Outcome.Token(var token) -> servlet.setAttribute(HandOver.TOKEN, token);
                    case TokenRelay.Outcome.NoSession() -> {}
                    case TokenRelay.Outcome.Over() -> {
                        return over(servlet);
                    }
                    case TokenRelay.Outcome.Away() -> {
                        return away(servlet, "Вход временно недоступен", Problems.NO_KEYCLOAK);
                    }
                }
            }
            ServerResponse answer;
            try {
                answer = ask(instances, request, next);
            } catch (Exception failure) {
                return failed(service, servlet, failure);
            }
            if (answer.statusCode().value() == 401 && servlet.getAttribute(HandOver.TOKEN) != null) {
                // The service no longer takes this person's tokens: he has been dismissed or his roles are gone.
                tokens.end(servlet);
                return over(servlet);
            }
            return new Whole(outward(answer, instances), failed(service, servlet, new IOException("broken off")));
        };
    }

    /**
     * Asks one instance, and another one when that is away. What only reads may be asked twice; what changes something is,
     * when it was certainly not sent or bears a key by which the service knows it again. Nobody waits for an answer twice.
     */
    private static ServerResponse ask(Instances instances, ServerRequest given, HandlerFunction<ServerResponse> service)
            throws Exception {
        if (!instances.areSeveral()) {
            MvcUtils.setRequestUrl(given, instances.inTurn().getFirst());
            return service.handle(given);
        }
        var repeatable = new Repeatable(given.servletRequest());
        var request = ServerRequest.create(repeatable, given.messageConverters());
        boolean idempotent = READ.contains(repeatable.getMethod()) || repeatable.getHeader("Idempotency-Key") != null;
        Exception away = new IOException("no instance");
        for (URI address : instances.inTurn()) {
            MvcUtils.setRequestUrl(request, address);
            try {
                return service.handle(request);
            } catch (ResourceAccessException failure) {
                away = failure;
                boolean notSent = causedBy(failure, ConnectException.class)
                        || causedBy(failure, HttpConnectTimeoutException.class);
                if (notSent) {
                    instances.isAway(address);
                }
                boolean slow = !notSent && causedBy(failure, HttpTimeoutException.class);
                if (slow || !repeatable.isWhole() || !(notSent || idempotent) || BodyLimit.causedBy(failure)) {
                    throw failure;
                }
            }
        }
        throw away;
    }

    /**
     * An answer that comes whole or not at all: a service that dies in the middle must not look like one that had nothing to
     * say. What is not yet on its way is answered as away; what is, ends with the connection.
     */
    private record Whole(ServerResponse answer, ServerResponse away) implements ServerResponse {

        @Override
        public HttpStatusCode statusCode() {
            return answer.statusCode();
        }

        @Override
        public HttpHeaders headers() {
            return answer.headers();
        }

        @Override
        public MultiValueMap<String, Cookie> cookies() {
            return answer.cookies();
        }

        @Override
        public @Nullable ModelAndView writeTo(HttpServletRequest request, HttpServletResponse response, Context context)
                throws ServletException, IOException {
            try {
                return answer.writeTo(request, response, context);
            } catch (ClientAbortException readerLeft) {
                throw readerLeft;
            } catch (IOException brokenOff) {
                if (response.isCommitted()) {
                    throw new IllegalStateException("the service broke off in the middle of its answer", brokenOff);
                }
                response.reset();
                return away.writeTo(request, response, context);
            }
        }
    }

    private static ServerResponse failed(String service, HttpServletRequest request, Exception failure)
            throws Exception {
        if (BodyLimit.causedBy(failure)) {
            return problem(Problems.TOO_LARGE);
        }
        if (!(failure instanceof ResourceAccessException) && !(failure instanceof IOException)) {
            throw failure;
        }
        String words = Objects.requireNonNull(AWAY.get(service));
        boolean slow =
                causedBy(failure, HttpTimeoutException.class) && !causedBy(failure, HttpConnectTimeoutException.class);
        return away(
                request,
                words,
                slow
                        ? new Problems.Refusal(
                                503,
                                "gateway.timeout",
                                words + ": ответа не дождались. Проверьте, не сделано ли это уже, и повторите.")
                        : new Problems.Refusal(503, "gateway.away", words + ". Повторите через несколько секунд."));
    }

    /** The service, or Keycloak, does not answer. */
    private static ServerResponse away(HttpServletRequest request, String words, Problems.Refusal refusal) {
        boolean read = request.getMethod().equals("GET");
        if (Problems.fragment(request) && read) {
            return ServerResponse.status(503)
                    .header(HttpHeaders.RETRY_AFTER, "5")
                    .contentType(HTML)
                    .render(
                            "kit/part :: away(words=${words}, url=${url})",
                            Map.of("words", words, "url", Problems.pathOf(request)));
        }
        if (!read || Problems.json(request)) {
            return problem(refusal);
        }
        return ServerResponse.status(503)
                .header(HttpHeaders.RETRY_AFTER, "5")
                .contentType(HTML)
                .render(
                        "kit/problem",
                        Map.of("problem", Problem.of(503, refusal.detail(), null), "shell", Shells.of(request)));
    }

    /** The session is over: pages go to the login and come back, scripts are told to. */
    private static ServerResponse over(HttpServletRequest request) {
        if (Problems.fragment(request)) {
            return ServerResponse.status(401)
                    .header(Problems.LOGIN_HEADER, Problems.loginUrl(Problems.pageOf(request)))
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(Problems.body(Problems.UNAUTHENTICATED));
        }
        if (Problems.json(request) || !request.getMethod().equals("GET")) {
            return problem(Problems.UNAUTHENTICATED);
        }
        return ServerResponse.status(302)
                .header(HttpHeaders.LOCATION, Problems.loginUrl(Problems.pathOf(request)))
                .build();
    }

    private static ServerResponse problem(Problems.Refusal refusal) {
        var response = ServerResponse.status(refusal.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (refusal.status() == 503) {
            response.header(HttpHeaders.RETRY_AFTER, "5");
        }
        return response.body(Problems.body(refusal));
    }

    /** A redirect names a path of the gateway, not the service's own address. */
    private static ServerResponse outward(ServerResponse answer, Instances service) {
        String location = answer.headers().getFirst(HttpHeaders.LOCATION);
        if (location != null) {
            answer.headers().set(HttpHeaders.LOCATION, service.outward(location));
        }
        return answer;
    }

    private static boolean causedBy(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private static HttpServletResponse currentResponse() {
        var attributes = (ServletRequestAttributes) RequestContextHolder.currentRequestAttributes();
        return Objects.requireNonNull(attributes.getResponse());
    }
}
