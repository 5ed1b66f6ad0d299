package crm.leads.intake;

import crm.leads.lead.Applicant;
import crm.leads.lead.Lead;
import crm.leads.lead.LeadData;
import crm.leads.lead.Leads;
import crm.leads.lead.Source;
import crm.platform.refusal.Refusal;
import crm.platform.refusal.Refusals;
import crm.platform.refusal.Refused;
import crm.platform.store.Ids;
import crm.platform.store.RequestKey;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The form of the site (I-2). It refuses only for its key, its size or missing consent; whatever else came is kept as text, so
 * that no enquiry is lost. Page and UTM tags go into the source details.
 */
@RestController
@RequestMapping("/intake/site/{key}")
class SiteIntake {
    private static final int LARGEST = 64 * 1024;
    private static final int SHORT = 200;
    private static final int LONG = 9000;
    private static final int DETAIL = 1800;
    private static final Set<String> KNOWN =
            Set.of("name", "phone", "email", "company", "comment", "page", "consent", "website");
    private static final Set<String> YES = Set.of("true", "on", "1", "yes", "да");

    private final Leads leads;
    private final JsonMapper json;
    private final Set<String> keys;
    private final Set<String> origins;

    SiteIntake(
            Leads leads,
            JsonMapper json,
            @Value("${crm.intake.keys}") Set<String> keys,
            @Value("${crm.intake.origins}") Set<String> origins) {
        this.leads = leads;
        this.json = json;
        this.keys = keys;
        this.origins = origins;
    }

    /** @param id the new lead's */
    record Accepted(String id) {}

    private record Refuse(String code, int status, List<String> fields) implements Refusal {}

    @RequestMapping(method = RequestMethod.OPTIONS)
    ResponseEntity<Void> preflight(HttpServletRequest request, HttpServletResponse response) {
        allow(request, response);
        response.setHeader("Access-Control-Allow-Methods", "POST");
        response.setHeader("Access-Control-Allow-Headers", "content-type, idempotency-key");
        response.setHeader("Access-Control-Max-Age", "600");
        return ResponseEntity.noContent().build();
    }

    @PostMapping
    ResponseEntity<Accepted> accept(
            @PathVariable String key,
            @Nullable RequestKey requestKey,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (!keys.contains(key)) {
            throw new Refused(new Refuse("intake.key", 403, List.of()));
        }
        allow(request, response);
        Map<String, String> form = read(request);
        if (!YES.contains(form.getOrDefault("consent", "").toLowerCase(java.util.Locale.ROOT))) {
            throw new Refused(new Refuse("intake.consent", 422, List.of("consent")));
        }
        if (!form.getOrDefault("website", "").isBlank()) {
            // no person sees this field: whoever fills it is a robot and learns nothing
            return ResponseEntity.status(HttpStatus.ACCEPTED).body(new Accepted(Ids.next()));
        }
        Lead lead = leads.arrive(number -> data(form, number), requestKey);
        return ResponseEntity.status(HttpStatus.ACCEPTED).body(new Accepted(lead.id()));
    }

    private void allow(HttpServletRequest request, HttpServletResponse response) {
        String origin = request.getHeader("Origin");
        if (origin != null && origins.contains(origin)) {
            response.setHeader("Access-Control-Allow-Origin", origin);
            response.setHeader("Vary", "Origin");
        }
    }

    private Map<String, String> read(HttpServletRequest request) throws IOException {
        String type = Objects.toString(request.getContentType(), "").toLowerCase(java.util.Locale.ROOT);
        if (type.startsWith("application/x-www-form-urlencoded")) {
            Map<String, String> form = new LinkedHashMap<>();
            request.getParameterMap().forEach((name, values) -> form.put(name, String.join(", ", values)));
            return cleaned(form);
        }
        byte[] body = request.getInputStream().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            throw new Refused(new Refuse("too-large", 413, List.of()));
        }
        String text = new String(body, StandardCharsets.UTF_8);
        Map<String, String> form = new LinkedHashMap<>();
        try {
            JsonNode node = json.readTree(text);
            if (node != null && node.isObject()) {
                node.properties()
                        .forEach(field -> form.put(
                                field.getKey(),
                                field.getValue().isString()
                                        ? field.getValue().asString()
                                        : field.getValue().isNull()
                                                ? ""
                                                : field.getValue().toString()));
            }
        } catch (JacksonException notJson) {
            throw Refusals.malformed("", "JSON");
        }
        return cleaned(form);
    }

    private static Map<String, String> cleaned(Map<String, String> form) {
        Map<String, String> clean = new LinkedHashMap<>();
        form.forEach((name, value) -> clean.put(
                name,
                value.codePoints()
                        .filter(c -> c == '\n' || c == '\t' || !Character.isISOControl(c))
                        .filter(c -> !(c >= 0xD800 && c <= 0xDFFF))
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString()
                        .strip()));
        return clean;
    }

    private static LeadData data(Map<String, String> form, long number) {
        String company = form.getOrDefault("company", "");
        String details = form.entrySet().stream()
                .filter(field -> field.getKey().equals("page") || field.getKey().startsWith("utm_"))
                .filter(field -> !field.getValue().isBlank())
                .map(field -> field.getKey() + "=" + cut(field.getValue(), SHORT))
                .collect(Collectors.joining(", "));
        return new LeadData(
                company.isBlank() ? "Заявка с сайта №" + number : cut(company, SHORT),
                Source.SITE,
                details.isBlank() ? null : cut(details, DETAIL),
                null,
                comment(form),
                List.of(),
                null,
                new Applicant(part(form, "name"), part(form, "phone"), part(form, "email")));
    }

    /** The comment, and below it whatever the form had that we have no field for or no room for. */
    private static @Nullable String comment(Map<String, String> form) {
        StringBuilder all = new StringBuilder(form.getOrDefault("comment", ""));
        form.forEach((name, value) -> {
            boolean noRoom =
                    KNOWN.contains(name) && !name.equals("comment") && value.codePointCount(0, value.length()) > SHORT;
            boolean noField = !KNOWN.contains(name) && !name.startsWith("utm_") && !value.isBlank();
            if (noRoom || noField) {
                all.append(all.isEmpty() ? "" : "\n").append(name).append(": ").append(value);
            }
        });
        return all.isEmpty() ? null : cut(all.toString(), LONG);
    }

    private static @Nullable String part(Map<String, String> form, String name) {
        String value = form.getOrDefault(name, "");
        return value.isBlank() ? null : cut(value, SHORT);
    }

    private static String cut(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most));
    }
}
