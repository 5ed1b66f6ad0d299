package crm.leads.intake;

import crm.leads.lead.Applicant;
import crm.leads.lead.LeadData;
import crm.leads.lead.Leads;
import crm.leads.lead.Source;
import crm.platform.refusal.Refusal;
import crm.platform.refusal.Refused;
import crm.platform.store.Ids;
import crm.platform.store.RequestKey;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a site's form brought (I-2). It is refused only for its key, its size or missing consent; whatever else came is kept as
 * text, so that no enquiry is lost. Page and UTM tags go into the source details.
 */
@Component
class SiteForm {
    private static final int LARGEST = 64 * 1024;
    private static final int SHORT = 200;
    private static final int LONG = 9000;
    private static final int DETAIL = 1800;
    private static final Set<String> KNOWN =
            Set.of("name", "phone", "email", "company", "comment", "page", "consent", "website", "_csrf");
    private static final Set<String> YES = Set.of("true", "on", "1", "yes", "да");

    private final Leads leads;
    private final SiteKeys keys;
    private final JsonMapper json;

    SiteForm(Leads leads, SiteKeys keys, JsonMapper json) {
        this.leads = leads;
        this.keys = keys;
        this.json = json;
    }

    private record Refuse(String code, int status, List<String> fields) implements Refusal {}

    void needKey(String key) {
        if (!keys.knows(key)) {
            throw new Refused(new Refuse("intake.key", 403, List.of()));
        }
    }

    /**
     * Takes the enquiry.
     *
     * @return the lead's id, or one that leads nowhere: a stranger learns nothing
     */
    String accept(String key, Map<String, String> form, @Nullable RequestKey requestKey) {
        needKey(key);
        if (!YES.contains(form.getOrDefault("consent", "").toLowerCase(Locale.ROOT))) {
            throw new Refused(new Refuse("intake.consent", 422, List.of("consent")));
        }
        if (!form.getOrDefault("website", "").isBlank()) {
            // no person sees this field: whoever fills it is a robot and learns nothing
            return Ids.next();
        }
        Applicant applicant = new Applicant(part(form, "name"), part(form, "phone"), part(form, "email"));
        return leads.arrive(applicant, number -> data(form, applicant, number), requestKey)
                .id();
    }

    /** The fields as texts, whatever they came as. What cannot be read has none. */
    Map<String, String> read(HttpServletRequest request) throws IOException {
        String type = Objects.toString(request.getContentType(), "").toLowerCase(Locale.ROOT);
        Map<String, String> form = new LinkedHashMap<>();
        if (type.startsWith("application/x-www-form-urlencoded") || type.startsWith("multipart/form-data")) {
            if (request.getContentLengthLong() > LARGEST) {
                throw new Refused(new Refuse("too-large", 413, List.of()));
            }
            request.getParameterMap().forEach((name, values) -> form.put(name, String.join(", ", values)));
            return cleaned(form);
        }
        byte[] body = request.getInputStream().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            throw new Refused(new Refuse("too-large", 413, List.of()));
        }
        try {
            JsonNode node = json.readTree(new String(body, StandardCharsets.UTF_8));
            if (node != null && node.isObject()) {
                node.properties().forEach(field -> form.put(field.getKey(), text(field.getValue())));
            }
        } catch (JacksonException notJson) {
            return Map.of();
        }
        return cleaned(form);
    }

    private static String text(JsonNode value) {
        return value.isString() ? value.asString() : value.isNull() ? "" : value.toString();
    }

    private static Map<String, String> cleaned(Map<String, String> form) {
        Map<String, String> clean = new LinkedHashMap<>();
        form.forEach((name, value) -> clean.put(clean(name), clean(value)));
        return clean;
    }

    private static String clean(String text) {
        return text.codePoints()
                .filter(c -> c == '\n' || c == '\t' || !Character.isISOControl(c))
                .filter(c -> !(c >= 0xD800 && c <= 0xDFFF))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
    }

    private static LeadData data(Map<String, String> form, Applicant applicant, long number) {
        String company = form.getOrDefault("company", "");
        String details = form.entrySet().stream()
                .filter(field -> field.getKey().equals("page") || field.getKey().startsWith("utm_"))
                .filter(field -> !field.getValue().isBlank())
                .map(field -> cut(field.getKey(), SHORT) + "=" + cut(field.getValue(), SHORT))
                .collect(Collectors.joining(", "));
        return new LeadData(
                company.isBlank() ? "Заявка с сайта №" + number : cut(company, SHORT),
                Source.SITE,
                details.isBlank() ? null : cut(details, DETAIL),
                null,
                comment(form),
                List.of(),
                null,
                applicant);
    }

    /** The comment, and below it whatever the form had that we have no field for or no room for. */
    private static @Nullable String comment(Map<String, String> form) {
        StringBuilder all = new StringBuilder(form.getOrDefault("comment", ""));
        form.forEach((name, value) -> {
            boolean own = KNOWN.contains(name) || name.startsWith("utm_");
            boolean noRoom = own && !name.equals("comment") && value.codePointCount(0, value.length()) > SHORT;
            if (noRoom || (!own && !value.isBlank())) {
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
