package crm.ui;

import crm.ui.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;

/** Shows the kit's page for errors nobody handled, never a message or a stack trace. */
final class ProblemPages implements ErrorViewResolver {

    @Override
    public @Nullable ModelAndView resolveErrorView(
            HttpServletRequest request, HttpStatus status, Map<String, Object> model) {
        return new ModelAndView(
                "kit/problem", Map.of("problem", Problem.of(status.value(), null, trace(request))), status);
    }

    static @Nullable String trace(HttpServletRequest request) {
        String trace = MDC.get("traceId");
        if (trace == null) {
            String parent = request.getHeader("traceparent");
            trace = parent != null && parent.matches("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")
                    ? parent.substring(3, 35)
                    : null;
        }
        return trace;
    }
}
