package crm.platform.web;

import crm.platform.refusal.Problem;
import crm.platform.refusal.Problems;
import crm.platform.refusal.Refusals;
import crm.platform.refusal.Refused;
import crm.platform.store.StaleVersion;
import crm.platform.store.StoreAway;
import crm.ui.ShellAdvice;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * Everything that goes wrong becomes problem details: JSON for the API and for what htmx sends, a page for a browser's own
 * requests. What nobody foresaw is a 500 with a trace id and no message.
 */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ProblemAdvice {
    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    private final Problems problems;
    private final ShellAdvice shells;

    ProblemAdvice(Problems problems, ShellAdvice shells) {
        this.problems = problems;
        this.shells = shells;
    }

    @ExceptionHandler(Refused.class)
    Object refused(Refused refused, HttpServletRequest request) {
        return answer(problems.of(refused.refusal()), request);
    }

    @ExceptionHandler(StaleVersion.class)
    Object stale(StaleVersion stale, HttpServletRequest request) {
        return answer(problems.of(412, "stale"), request);
    }

    @ExceptionHandler(AccessDeniedException.class)
    Object denied(AccessDeniedException denied, HttpServletRequest request) {
        return answer(problems.of(new Refusals.Forbidden()), request);
    }

    @ExceptionHandler(HttpMessageNotReadableException.class)
    Object unreadable(HttpMessageNotReadableException unreadable, HttpServletRequest request) {
        for (Throwable cause = unreadable; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refused refused) {
                return refused(refused, request);
            }
        }
        String what = "";
        String why = "json";
        if (unreadable.getCause() instanceof JacksonException json) {
            what = path(json);
            why = json instanceof UnrecognizedPropertyException
                    ? "unknown-field"
                    : json instanceof StreamReadException ? "json" : "type";
        }
        return answer(problems.of(new Refusals.Malformed(what, problems.words("malformed." + why))), request);
    }

    private static String path(JacksonException json) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : json.getPath()) {
            if (step.getPropertyName() != null) {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            } else if (step.getIndex() >= 0) {
                path.append('[').append(step.getIndex()).append(']');
            }
        }
        return path.toString();
    }

    @ExceptionHandler(MethodArgumentTypeMismatchException.class)
    Object mismatch(MethodArgumentTypeMismatchException mismatch, HttpServletRequest request) {
        return answer(
                problems.of(new Refusals.Malformed(mismatch.getName(), problems.words("malformed.type"))), request);
    }

    @ExceptionHandler(MissingServletRequestParameterException.class)
    Object missing(MissingServletRequestParameterException missing, HttpServletRequest request) {
        return answer(
                problems.of(new Refusals.Malformed(missing.getParameterName(), problems.words("field.required"))),
                request);
    }

    @ExceptionHandler({NoResourceFoundException.class, NoHandlerFoundException.class})
    Object nowhere(Exception nowhere, HttpServletRequest request) {
        return answer(problems.of(new Refusals.NotFound()), request);
    }

    @ExceptionHandler({HttpRequestMethodNotSupportedException.class, HttpMediaTypeException.class})
    Object unsupported(Exception unsupported, HttpServletRequest request) {
        int status = ((ErrorResponse) unsupported).getStatusCode().value();
        return answer(problems.of(status, status == 405 ? "method-not-allowed" : "media-type"), request);
    }

    @ExceptionHandler(MaxUploadSizeExceededException.class)
    Object tooLarge(MaxUploadSizeExceededException large, HttpServletRequest request) {
        return answer(problems.of(413, "too-large"), request);
    }

    /** A form with files that is none, or that broke off: who sent it rarely hears the answer. */
    @ExceptionHandler(MultipartException.class)
    Object brokenOff(MultipartException broken, HttpServletRequest request) {
        return answer(problems.of(new Refusals.Malformed("", "multipart")), request);
    }

    /**
     * @throws Exception the same, when an answer is already on its way: a file that broke off must not end as if it were whole
     */
    @ExceptionHandler(Exception.class)
    Object unforeseen(Exception unforeseen, HttpServletRequest request, HttpServletResponse response) throws Exception {
        if (response.isCommitted()) {
            log.warn("{} {} broke off: {}", request.getMethod(), request.getRequestURI(), unforeseen.toString());
            throw unforeseen;
        }
        if (StoreAway.caused(unforeseen)) {
            log.warn("the store is away: {}", unforeseen.toString());
            return answer(problems.of(new Refusals.ServiceAway("store")), request);
        }
        for (Throwable cause = unforeseen; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refused refused) {
                return refused(refused, request);
            }
        }
        if (unforeseen instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            return answer(problems.of(known.getStatusCode().value(), "malformed", "", ""), request);
        }
        String trace = UUID.randomUUID().toString();
        log.error("trace {}: {} {}", trace, request.getMethod(), request.getRequestURI(), unforeseen);
        return answer(problems.of(500, "unforeseen", trace), request);
    }

    private Object answer(Problem problem, HttpServletRequest request) {
        if (wantsPage(request)) {
            ModelAndView page = new ModelAndView("kit/problem");
            page.addObject("shell", shells.shell(request));
            page.setStatus(HttpStatusCode.valueOf(problem.status()));
            page.addObject(
                    "problem",
                    crm.ui.problem.Problem.of(
                            problem.status(),
                            problem.status() < 500 ? problem.detail() : null,
                            problem.status() == 500 ? problem.detail() : null));
            return page;
        }
        var response = ResponseEntity.status(problem.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem.status() == 503) {
            response.header("Retry-After", "2");
        }
        return response.body(problem);
    }

    private static boolean wantsPage(HttpServletRequest request) {
        String path = request.getRequestURI().toLowerCase(Locale.ROOT);
        String accept = request.getHeader("Accept");
        return !path.startsWith("/api/")
                && !path.startsWith("/intake/")
                && request.getHeader("HX-Request") == null
                && accept != null
                && accept.contains("text/html");
    }
}
