package crm.platform.refusal;

import crm.platform.refusal.Refusals.Invalid;
import crm.platform.refusal.Refusals.PassedOn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.context.NoSuchMessageException;
import org.springframework.http.HttpStatus;

/** Turns refusals into problem details in the language of the pages. */
public final class Problems {
    private static final Locale RUSSIAN = Locale.forLanguageTag("ru");

    private final MessageSource messages;

    public Problems(MessageSource messages) {
        this.messages = messages;
    }

    public Problem of(Refusal refusal) {
        if (refusal instanceof PassedOn(var problem)) {
            return problem;
        }
        List<Problem.Item> items = refusal.errors().isEmpty()
                ? refusal.fields().stream()
                        .map(field -> new Problem.Item(field, refusal.code(), words(refusal)))
                        .toList()
                : refusal.errors().stream()
                        .map(error -> new Problem.Item(
                                error.field(),
                                error.code(),
                                words("field." + error.code(), error.args().toArray())))
                        .toList();
        String detail = refusal instanceof Invalid && items.size() == 1
                ? items.getFirst().message()
                : words(refusal);
        return of(refusal.status(), refusal.code(), detail, items, refusal.more());
    }

    public Problem of(int status, String code, Object... args) {
        return of(status, code, words(code, args), List.of(), Map.of());
    }

    private Problem of(int status, String code, String detail, List<Problem.Item> items, Map<String, Object> more) {
        HttpStatus known = HttpStatus.resolve(status);
        return new Problem(
                "about:blank",
                known == null ? "Error" : known.getReasonPhrase(),
                status,
                detail,
                code,
                items,
                new LinkedHashMap<>(more));
    }

    private String words(Refusal refusal) {
        return words(refusal.code(), refusal.args().toArray());
    }

    /** The words of a code, or the code itself where no bundle has it. */
    public String words(String code, Object... args) {
        try {
            return messages.getMessage(code, args, RUSSIAN);
        } catch (NoSuchMessageException missing) {
            return code;
        }
    }
}
