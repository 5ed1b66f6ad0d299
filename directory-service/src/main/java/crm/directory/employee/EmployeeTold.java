package crm.directory.employee;

import crm.platform.security.By;
import crm.ui.Ru;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What happened to an employee, in sentences: taken on, given roles, away, dismissed. */
@Component
class EmployeeTold {
    private static final Map<String, String> FIELDS = new LinkedHashMap<>();

    static {
        FIELDS.put("fullName", "ФИО");
        FIELDS.put("email", "почта");
        FIELDS.put("department", "отдел");
        FIELDS.put("extension", "добавочный");
        FIELDS.put("zone", "часовой пояс");
    }

    private final EmployeeHistory history;
    private final Staff staff;
    private final EmployeeWords words;
    private final Ru ru;

    EmployeeTold(EmployeeHistory history, Staff staff, EmployeeWords words, Ru ru) {
        this.history = history;
        this.staff = staff;
        this.words = words;
        this.ru = ru;
    }

    /** A line of the history: when, who did it, what. */
    record Told(String when, String who, String icon, String what) {}

    /** Of one employee, the newest first. */
    List<Told> of(Employee employee) {
        List<EmployeeHistory.Entry> entries = history.of(employee.id());
        Map<Integer, EmployeeHistory.Entry> before = new HashMap<>();
        EmployeeHistory.Entry last = null;
        for (int i = entries.size() - 1; i >= 0; i--) {
            before.put(i, last);
            if (entries.get(i).data().has("roles")) {
                last = entries.get(i);
            }
        }
        List<Told> told = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            told.add(told(entries.get(i), before.get(i)));
        }
        return told;
    }

    private Told told(EmployeeHistory.Entry entry, EmployeeHistory.@Nullable Entry before) {
        String who = entry.actor().equals(By.SYSTEM.id()) ? "система" : staff.nameOf(entry.actor());
        return new Told(ru.dateTime(entry.at()), who, icon(entry.type()), what(entry, before));
    }

    private static String icon(String type) {
        return switch (type) {
            case "EmployeeHired", "EmployeeRehired" -> "user-check";
            case "EmployeeDismissed", "DismissalCompleted" -> "user-off";
            case "PresenceChanged" -> "clock";
            default -> "pencil";
        };
    }

    private String what(EmployeeHistory.Entry entry, EmployeeHistory.@Nullable Entry before) {
        return switch (entry.type()) {
            case "EmployeeHired" -> "Принят; роли: " + words.roles(texts(entry, "roles"));
            case "EmployeeDismissed" -> "Уволен";
            case "EmployeeRehired" -> "Принят снова";
            case "DismissalCompleted" -> "Увольнение завершено: всё освобождено";
            case "PresenceChanged" -> presence(entry);
            default ->
                before == null ? "Данные: роли: " + words.roles(texts(entry, "roles")) : differences(entry, before);
        };
    }

    private static String presence(EmployeeHistory.Entry entry) {
        var leave = entry.data().path("leave");
        if (leave.isObject()) {
            return "Отсутствие с " + leave.path("from").asString() + " по "
                    + leave.path("to").asString();
        }
        return entry.data().path("present").asBoolean() ? "Пришёл в офис" : "Ушёл из офиса";
    }

    private static List<String> texts(EmployeeHistory.Entry entry, String field) {
        return entry.data()
                .path(field)
                .valueStream()
                .map(each -> each.asString())
                .toList();
    }

    private String differences(EmployeeHistory.Entry entry, EmployeeHistory.Entry before) {
        List<String> said = new ArrayList<>();
        List<String> had = texts(before, "roles");
        List<String> has = texts(entry, "roles");
        List<String> given = has.stream().filter(role -> !had.contains(role)).toList();
        List<String> taken = had.stream().filter(role -> !has.contains(role)).toList();
        if (!given.isEmpty()) {
            said.add("дана роль: " + words.roles(given));
        }
        if (!taken.isEmpty()) {
            said.add("снята роль: " + words.roles(taken));
        }
        FIELDS.forEach((field, label) -> {
            String now = entry.data().path(field).asString("");
            if (!now.equals(before.data().path(field).asString(""))) {
                said.add(label + ": " + (now.isEmpty() ? "—" : field.equals("zone") ? words.zoneName(now) : now));
            }
        });
        String all = said.isEmpty() ? "данные" : String.join("; ", said);
        return all.substring(0, 1).toUpperCase() + all.substring(1);
    }
}
