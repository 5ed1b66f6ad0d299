package crm.reporting.funnel;

import crm.platform.dictionary.LeadsDictionaries;
import crm.platform.employee.Employees;
import crm.platform.refusal.Problems;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Words for what the figures are of. */
@Component
class Labels {
    private final LeadsDictionaries dictionaries;
    private final Employees employees;
    private final Problems words;

    Labels(LeadsDictionaries dictionaries, Employees employees, Problems words) {
        this.dictionaries = dictionaries;
        this.employees = employees;
        this.words = words;
    }

    /** Codes and words in the dictionary's order; empty while nothing is known. */
    Map<String, String> sources() {
        return byCode(LeadsDictionaries.SOURCES);
    }

    Map<String, String> cities() {
        return byCode(LeadsDictionaries.CITIES);
    }

    private Map<String, String> byCode(String dictionary) {
        Map<String, String> byCode = new LinkedHashMap<>();
        dictionaries.of(dictionary).forEach(entry -> byCode.put(entry.code(), entry.label()));
        return byCode;
    }

    String of(Stage stage) {
        return words.words(stage.kind().code() + ".stage." + stage.code());
    }

    String of(Stage.Kind kind) {
        return words.words("report.kind." + kind.code());
    }

    /** The words of a row. */
    String of(GroupBy by, String key) {
        if (key.equals(Filter.NONE)) {
            return words.words("report.none." + by.code());
        }
        return switch (by) {
            case EMPLOYEE -> employee(key);
            case DEPARTMENT -> key;
            case SOURCE -> source(key);
            case CITY -> dictionaries.label(LeadsDictionaries.CITIES, key).orElse(key);
            case MONTH -> month(YearMonth.parse(key));
        };
    }

    String employee(String id) {
        String name = employees.nameOf(id);
        return name.isEmpty() ? id : name;
    }

    String source(String code) {
        String key = "source." + code;
        String word = words.words(key);
        return word.equals(key) ? code : word;
    }

    private String month(YearMonth month) {
        return words.words("report.month." + month.getMonthValue()) + " " + month.getYear();
    }

    String of(GroupBy by) {
        return words.words("report.by." + by.code());
    }

    String word(String key, Object... args) {
        return words.words(key, args);
    }
}
