package crm.platform.list;

import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.store.RequestKey;
import crm.platform.web.Page;
import crm.platform.web.Query;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Files and saved filters of one list over HTTP; mapped below the list's own address. */
@ResponseBody
final class ListApi {
    private final CardList<?, ?> list;
    private final Exports exports;
    private final SavedFilters filters;

    ListApi(CardList<?, ?> list, Exports exports, SavedFilters filters) {
        this.list = list;
        this.exports = exports;
        this.filters = filters;
    }

    record NewView(@Nullable String name, @Nullable Map<String, List<String>> filter) {}

    record NewName(@Nullable String name) {}

    record Items(List<Views.Saved> items) {}

    record Chosen(@Nullable List<String> columns) {}

    @GetMapping("/export.{format}")
    void export(@PathVariable String format, Query query, By by, HttpServletResponse response) throws IOException {
        exports.send(list, Format.of(format), query, by, response);
    }

    @GetMapping("/exports")
    Page<Export> exports(Query query, By by) {
        return exports.of(list.names().code(), query, by);
    }

    @GetMapping("/views")
    Items views(By by) {
        return new Items(filters.of(by));
    }

    @PostMapping("/views")
    ResponseEntity<Views.Saved> save(@RequestBody NewView body, By by, @Nullable RequestKey key) {
        Views.Saved saved = filters.save(body.name(), body.filter() == null ? Map.of() : body.filter(), by, key);
        return ResponseEntity.created(URI.create("/api/" + list.names().code() + "/views/" + saved.id()))
                .body(saved);
    }

    @PatchMapping("/views/{view}")
    Views.Saved rename(@PathVariable String view, @RequestBody NewName body, By by) {
        return filters.rename(view, body.name(), by);
    }

    @DeleteMapping("/views/{view}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String view, By by) {
        filters.delete(view, by);
    }

    @GetMapping("/columns")
    Chosen columns(By by) {
        return new Chosen(filters.columns(by));
    }

    @PutMapping("/columns")
    Chosen choose(@RequestBody Chosen body, By by) {
        if (body.columns() == null) {
            throw Refusals.invalid("columns", "required");
        }
        filters.choose(body.columns(), by);
        return new Chosen(filters.columns(by));
    }
}
