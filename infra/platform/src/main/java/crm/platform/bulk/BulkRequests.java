package crm.platform.bulk;

import crm.platform.employee.Employees;
import crm.platform.refusal.Fields;
import crm.platform.security.By;
import crm.platform.store.RequestKey;
import crm.platform.web.Page;
import crm.platform.web.Query;
import crm.ui.HxTrigger;
import crm.ui.Ru;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** The forms that ask something of many cards, and what is answered at once. */
public final class BulkRequests {
    private static final Set<String> SAID = Set.of("to", "reason", "comment", "returnOn");
    private static final int MOST_EMPLOYEES = 100;
    private static final int COMMENT = 10_000;
    private static final int SHORT = 100;

    private final BulkActions actions;
    private final Employees employees;
    private final Ru ru;

    public BulkRequests(BulkActions actions, Employees employees, Ru ru) {
        this.actions = actions;
        this.employees = employees;
        this.ru = ru;
    }

    /**
     * Begins what the form asks of the cards picked, or of all that the list's filter shows.
     *
     * @param deed the code of a {@link BulkDeed}
     * @param list a page of the ids that a filter shows
     * @param key the same request again begins nothing and is told how far it is
     */
    ResponseEntity<Void> begin(
            String deed,
            HttpServletRequest request,
            Function<Query, Page<String>> list,
            By by,
            @Nullable RequestKey key) {
        BulkAction action = actions.begin(
                deed,
                said(request),
                Picked.of(request).cards(list),
                Objects.toString(request.getQueryString(), ""),
                by,
                key);
        if (!action.isRunning() && action.progress().refused().isEmpty()) {
            // all of it was said: there is nothing to come back to
            actions.putAway(action.id(), by);
        }
        return ResponseEntity.noContent()
                .header(
                        HxTrigger.HEADER,
                        HxTrigger.changedList().toast(words(action)).value())
                .build();
    }

    private String words(BulkAction action) {
        return action.isRunning()
                ? "Начато: " + ru.plural(action.ids().size(), "карточка", "карточки", "карточек")
                        + ". Ход виден над списком, страницу можно закрыть."
                : action.outcome(employees::nameOf)
                        + action.reasons().stream().map(why -> " " + why).collect(Collectors.joining());
    }

    /** The form's own fields, without what only narrows the list; of a field that the address has too, the form's is the last. */
    private static MultiValueMap<String, String> said(HttpServletRequest request) {
        MultiValueMap<String, String> said = new LinkedMultiValueMap<>();
        request.getParameterMap().forEach((name, values) -> {
            if (SAID.contains(name)) {
                said.add(name, values[values.length - 1]);
            }
        });
        List<String> people = Picked.values(request, BulkDeed.EMPLOYEE);
        if (!people.isEmpty()) {
            said.put(BulkDeed.EMPLOYEE, people);
        }
        Fields fields = new Fields().atMost(BulkDeed.EMPLOYEE, people, MOST_EMPLOYEES);
        said.forEach((name, values) ->
                values.forEach(value -> fields.text(name, value, name.equals("comment") ? COMMENT : SHORT)));
        fields.orRefuse();
        return said;
    }
}
