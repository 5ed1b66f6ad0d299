package crm.directory.client;

import crm.platform.security.By;
import crm.platform.store.Expected;
import crm.platform.store.RequestKey;
import crm.platform.web.Page;
import crm.platform.web.Query;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is the same for contacts and companies over HTTP: whose they are, what they are to us, what changed. */
@RestController
@RequestMapping({"/api/contacts/{id}", "/api/companies/{id}"})
class ClientApi {
    private static final Set<String> PAGED = Set.of("cursor", "limit");

    private final ClientKinds kinds;
    private final Merging merging;

    ClientApi(ClientKinds kinds, Merging merging) {
        this.kinds = kinds;
        this.merging = merging;
    }

    record Assigned(@Nullable String employeeId) {}

    @PostMapping("/claim")
    ResponseEntity<Object> claim(@PathVariable String id, By by, @Nullable RequestKey key, HttpServletRequest request) {
        return claim(kinds.of(request), id, by, key);
    }

    private static <C extends ClientCard<C>> ResponseEntity<Object> claim(
            ClientCards<C> cards, String id, By by, @Nullable RequestKey key) {
        return cards.answer(cards.claim(id, by, key));
    }

    @PostMapping("/responsible")
    ResponseEntity<Object> assign(
            @PathVariable String id,
            @RequestBody Assigned body,
            By by,
            Expected expected,
            @Nullable RequestKey key,
            HttpServletRequest request) {
        return assign(kinds.of(request), id, body, by, expected, key);
    }

    private static <C extends ClientCard<C>> ResponseEntity<Object> assign(
            ClientCards<C> cards, String id, Assigned body, By by, Expected expected, @Nullable RequestKey key) {
        return cards.answer(cards.assign(id, body.employeeId(), by, expected, key));
    }

    record Into(@Nullable String into) {}

    @PostMapping("/merge")
    ResponseEntity<Object> merge(
            @PathVariable String id,
            @RequestBody Into body,
            By by,
            Expected expected,
            @Nullable RequestKey key,
            HttpServletRequest request) {
        return merge(kinds.of(request), id, body, by, expected, key);
    }

    private <C extends ClientCard<C>> ResponseEntity<Object> merge(
            ClientCards<C> cards, String id, Into body, By by, Expected expected, @Nullable RequestKey key) {
        return cards.answer(merging.merge(cards, id, body.into(), by, expected, key));
    }

    record Status(@Nullable ClientStatus status) {}

    @PostMapping("/client-status")
    ResponseEntity<Object> status(
            @PathVariable String id,
            @RequestBody Status body,
            By by,
            Expected expected,
            @Nullable RequestKey key,
            HttpServletRequest request) {
        return status(kinds.of(request), id, body, by, expected, key);
    }

    private static <C extends ClientCard<C>> ResponseEntity<Object> status(
            ClientCards<C> cards, String id, Status body, By by, Expected expected, @Nullable RequestKey key) {
        return cards.answer(cards.setStatus(id, body.status(), by, expected, key));
    }

    @GetMapping("/history")
    Page<History.Entry> history(@PathVariable String id, Query query, By by, HttpServletRequest request) {
        query.only(PAGED);
        return kinds.of(request).history(id, by, query.one("cursor").orElse(null), query.limit());
    }
}
