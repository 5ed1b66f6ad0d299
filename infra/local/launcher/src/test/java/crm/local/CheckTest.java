package crm.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("The check of what cards have seen of their activities")
class CheckTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern ASKED = Pattern.compile(
            "/admin/([a-z]+)-service/signals\\?(?:card=(\\S+)|limit=(\\d+)&kind=([a-z]+)(?:&after=(\\S+))?)");

    private final TreeMap<String, String> seen = new TreeMap<>();
    private final TreeMap<String, String> there = new TreeMap<>();
    private final List<String> asked = new ArrayList<>();
    private Runnable afterFirstLook = () -> {};

    /** Both have it alike. */
    private void alike(String card, String picture) {
        seen.put(card, picture);
        there.put(card, picture);
    }

    private JsonNode answer(String path) {
        Matcher question = ASKED.matcher(path);
        assertThat(question.matches()).as(path).isTrue();
        asked.add(path);
        TreeMap<String, String> side = question.group(1).equals("activity") ? there : seen;
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode items = answer.putArray("items");
        if (question.group(2) != null) {
            afterFirstLook.run();
            if (side.containsKey(question.group(2))) {
                items.add(picture(question.group(2), side.get(question.group(2))));
            }
            return answer;
        }
        String kind = question.group(4) + "/";
        String after = kind + (question.group(5) == null ? "" : question.group(5));
        side.tailMap(after, false).entrySet().stream()
                .filter(each -> each.getKey().startsWith(kind))
                .limit(Integer.parseInt(question.group(3)))
                .forEach(each -> items.add(picture(each.getKey(), each.getValue())));
        return answer;
    }

    private static JsonNode picture(String card, String fields) {
        ObjectNode picture = (ObjectNode) JSON.readTree("{" + fields + "}");
        return picture.put("card", card);
    }

    private Check check(int looks) {
        return new Check(this::answer, Duration.ZERO, looks);
    }

    @Test
    @DisplayName(
            "finds nothing where both sides say the same, over many pages, and where a card without activities is known to one")
    void nothing() throws InterruptedException {
        for (int i = 0; i < 450; i++) {
            alike("lead/%04d".formatted(i), "\"open\": 1, \"next\": {\"dueAt\": \"2026-11-24T10:00:00Z\"}");
        }
        alike("deal/1", "\"open\": 0, \"attempts\": 4, \"asked\": [\"a\", \"b\"]");
        seen.put("deal/2", "\"open\": 0, \"next\": null");
        Check check = check(0);
        assertThat(check.differences()).isEmpty();
        assertThat(check.compared()).isEqualTo(452);
        assertThat(asked).hasSize(3 + 3 + 1 + 1);
    }

    @Test
    @DisplayName("names each card that differs, with what it shows and what is true")
    void differences() throws InterruptedException {
        seen.put("lead/1", "\"open\": 2, \"attempts\": 1, \"mentioned\": [\"a\"]");
        there.put("lead/1", "\"open\": 1, \"attempts\": 1, \"next\": {\"dueAt\": \"2026-11-24T10:00:00Z\"}");
        there.put("lead/2", "\"open\": 1, \"asked\": [\"b\"]");
        seen.put("deal/3", "\"open\": 1");
        assertThat(check(2).differences())
                .containsOnlyKeys("deal/3", "lead/1", "lead/2")
                .containsEntry("deal/3", "open 1 instead of 0")
                .containsEntry(
                        "lead/1",
                        "open 2 instead of 1; next none instead of 2026-11-24T10:00:00Z; mentioned [a] instead of []")
                .containsEntry("lead/2", "open 0 instead of 1; asked [] instead of [b]");
    }

    @Test
    @DisplayName("what was only on its way is no difference")
    void on_its_way() throws InterruptedException {
        seen.put("lead/1", "\"open\": 0");
        there.put("lead/1", "\"open\": 1");
        afterFirstLook = () -> seen.put("lead/1", "\"open\": 1");
        assertThat(check(3).differences()).isEmpty();
    }
}
