package crm.platform.release;

import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.security.Role;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** How far a release has come and what there is to release, for the service that shows all of it; the gateway has no way here. */
@RestController
public class ReleaseApi {
    private final Releases releases;

    ReleaseApi(Releases releases) {
        this.releases = releases;
    }

    /** @param completed whether a look has found nothing more */
    public record Progress(Map<String, Long> found, Map<String, Long> released, boolean completed) {
        public static Progress of(Releasing job) {
            return new Progress(job.found(), job.released(), job.said() != null);
        }
    }

    @GetMapping("/api/releases/of/{employeeId}")
    Map<String, Long> held(@PathVariable String employeeId, By by) {
        needService(by);
        return releases.held(employeeId);
    }

    private static void needService(By by) {
        if (!by.is(Role.SERVICE)) {
            throw Refusals.forbidden();
        }
    }

    @GetMapping("/api/releases/{dismissalId}")
    Progress progress(@PathVariable String dismissalId, By by) {
        needService(by);
        return releases.find(dismissalId).map(Progress::of).orElseThrow(Refusals::notFound);
    }
}
