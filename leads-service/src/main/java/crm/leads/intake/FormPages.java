package crm.leads.intake;

import crm.platform.refusal.Problems;
import crm.platform.refusal.Refused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** A ready form for a site's page to show in a frame (I-2). Without a script: it works wherever a frame does. */
@Controller
@RequestMapping("/intake/form/{key}")
class FormPages {
    private static final int LONGEST = 500;

    private final SiteForm site;
    private final Problems problems;

    FormPages(SiteForm site, Problems problems) {
        this.site = site;
        this.problems = problems;
    }

    /** The UTM tags and the page of its own address are passed on. */
    @GetMapping
    String form(@PathVariable String key, HttpServletRequest request, Model model) {
        site.needKey(key);
        Map<String, String> hidden = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, values) -> {
            if (name.startsWith("utm_") && name.length() <= LONGEST && values[0].length() <= LONGEST) {
                hidden.put(name, values[0]);
            }
        });
        String page = Objects.requireNonNullElse(request.getHeader("Referer"), "");
        hidden.put("page", page.length() <= LONGEST ? page : "");
        return shown(key, Map.of(), hidden, null, model);
    }

    @PostMapping
    String accept(@PathVariable String key, HttpServletRequest request, HttpServletResponse response, Model model)
            throws IOException {
        Map<String, String> typed = site.read(request);
        try {
            site.accept(key, typed, null);
        } catch (Refused refused) {
            if (refused.refusal().status() != 422) {
                throw refused;
            }
            response.setStatus(422);
            Map<String, String> hidden = new LinkedHashMap<>();
            typed.forEach((name, value) -> {
                if (name.startsWith("utm_") || name.equals("page")) {
                    hidden.put(name, value);
                }
            });
            return shown(key, typed, hidden, problems.of(refused.refusal()).detail(), model);
        }
        return "intake/thanks";
    }

    private static String shown(
            String key,
            Map<String, String> typed,
            Map<String, String> hidden,
            @org.jspecify.annotations.Nullable String wrong,
            Model model) {
        model.addAttribute("key", key);
        model.addAttribute("typed", typed);
        model.addAttribute("hidden", hidden);
        model.addAttribute("wrong", wrong);
        return "intake/form";
    }
}
