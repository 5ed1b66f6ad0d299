package crm.directory.dismissal;

import crm.directory.employee.Employee;
import crm.directory.employee.Staff;
import crm.platform.security.By;
import crm.platform.store.RequestKey;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Dismissals over HTTP. */
@RestController
@RequestMapping("/api/employees/{id}/dismissal")
class DismissalApi {
    private final Staff staff;
    private final Dismissals dismissals;

    DismissalApi(Staff staff, Dismissals dismissals) {
        this.staff = staff;
        this.dismissals = dismissals;
    }

    @PostMapping
    ResponseEntity<Progress> dismiss(@PathVariable String id, By by, @Nullable RequestKey key) {
        Employee dismissed = staff.dismiss(id, by, key);
        return ResponseEntity.accepted()
                .location(URI.create("/api/employees/" + id + "/dismissal"))
                .body(dismissals.progress(dismissed));
    }

    @GetMapping
    Progress progress(@PathVariable String id, By by) {
        return dismissals.progress(dismissals.employee(id, by));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void rehire(@PathVariable String id, By by) {
        staff.rehire(id, by);
    }
}
