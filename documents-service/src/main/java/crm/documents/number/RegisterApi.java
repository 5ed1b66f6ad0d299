package crm.documents.number;

import crm.documents.number.Register.Entry;
import crm.documents.number.Register.State;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.web.Page;
import crm.platform.web.Query;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The register of numbers over HTTP, for the documents desk and those who lead sales. */
@RestController
class RegisterApi {
    private final Register register;

    RegisterApi(Register register) {
        this.register = register;
    }

    @GetMapping("/api/documents/numbers")
    Page<Entry> list(Query query, By by) {
        if (!Register.isShownTo(by)) {
            throw Refusals.forbidden();
        }
        query.only(Set.of("state", "cursor", "limit"));
        return register.list(
                query.one("state", State::valueOf).orElse(null),
                query.one("cursor").orElse(null),
                query.limit());
    }
}
