package crm.leads.intake;

import crm.platform.store.RequestKey;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** What the script or the server of a site sends (I-2), for pages of the key's own origins only. */
@RestController
@RequestMapping("/intake/site/{key}")
class SiteIntake {
    private final SiteForm site;
    private final SiteKeys keys;

    SiteIntake(SiteForm site, SiteKeys keys) {
        this.site = site;
        this.keys = keys;
    }

    /** @param id the new lead's; of a repeated enquiry one that leads nowhere */
    record Accepted(String id) {}

    @RequestMapping(method = RequestMethod.OPTIONS)
    ResponseEntity<Void> preflight(@PathVariable String key, HttpServletRequest request, HttpServletResponse response) {
        allow(key, request, response);
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
        site.needKey(key);
        allow(key, request, response);
        return ResponseEntity.status(HttpStatus.ACCEPTED)
                .body(new Accepted(site.accept(key, site.read(request), requestKey)));
    }

    private void allow(String key, HttpServletRequest request, HttpServletResponse response) {
        String origin = request.getHeader("Origin");
        if (origin != null && keys.isSentFrom(key, origin)) {
            response.setHeader("Access-Control-Allow-Origin", origin);
            response.setHeader("Vary", "Origin");
        }
    }
}
