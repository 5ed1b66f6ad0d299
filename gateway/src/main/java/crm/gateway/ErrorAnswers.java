package crm.gateway;

import crm.ui.problem.Problem;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;

/** What nobody answered: unknown paths, refused addresses, and our own mistakes, of which only the trace id is told. */
@Controller
class ErrorAnswers implements ErrorController {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);
    private final Problems problems;

    ErrorAnswers(Problems problems) {
        this.problems = problems;
    }

    @RequestMapping("/error")
    @Nullable
    String answer(HttpServletRequest request, HttpServletResponse response, Model model) throws IOException {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer given ? given : 404;
        String path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String given ? given : "/";
        String trace = HandOver.trace(request).substring(3, 35);
        if (status >= 500) {
            LOG.error("{} at {} trace {}", status, path, trace, (Throwable)
                    request.getAttribute(RequestDispatcher.ERROR_EXCEPTION));
        }
        var problem = Problem.of(status, null, trace);
        var asked = new HttpServletRequestWrapper(request) {
            @Override
            public String getRequestURI() {
                return path;
            }
        };
        if (Problems.json(asked) || Problems.fragment(request)) {
            String detail = status >= 500 ? problem.detail() + " Код: " + trace : problem.detail();
            problems.write(response, new Problems.Refusal(status, "gateway." + status, detail));
            return null;
        }
        response.setStatus(status);
        model.addAttribute("problem", problem);
        return "kit/problem";
    }
}
