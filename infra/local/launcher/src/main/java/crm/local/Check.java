package crm.local;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Compares what leads and deals show of their activities with what is on the timeline itself. What differs is asked for again for
 * a while: an event may just be on its way.
 */
final class Check {
    private static final String TIMELINE = "activity-service";
    private static final Map<String, String> OWNERS = Map.of("lead", "leads-service", "deal", "deals-service");
    private static final int PAGE = 200;

    private final Function<String, JsonNode> ask;
    private final Duration pause;
    private final int looks;
    private int compared;

    /**
     * @param ask answers a path as the administrator gets it
     * @param looks how often what differs is asked for again, after a pause each
     */
    Check(Function<String, JsonNode> ask, Duration pause, int looks) {
        this.ask = ask;
        this.pause = pause;
        this.looks = looks;
    }

    /** How many cards were looked at. */
    int compared() {
        return compared;
    }

    /** A line for each card whose picture differs from the truth, by its reference. */
    Map<String, String> differences() throws InterruptedException {
        Map<String, String> differing = new LinkedHashMap<>();
        for (String kind : new TreeSet<>(OWNERS.keySet())) {
            compare(kind, differing);
        }
        for (int look = 0; look < looks && !differing.isEmpty(); look++) {
            Thread.sleep(pause);
            for (String card : List.copyOf(differing.keySet())) {
                String kind = card.substring(0, card.indexOf('/'));
                String difference = difference(one(OWNERS.get(kind), card), one(TIMELINE, card));
                if (difference == null) {
                    differing.remove(card);
                } else {
                    differing.put(card, difference);
                }
            }
        }
        return differing;
    }

    private @Nullable JsonNode one(String service, String card) {
        return ask.apply("/admin/" + service + "/signals?card=" + card)
                .path("items")
                .get(0);
    }

    /** Both sides in the order of the cards' ids, so that neither has to be held whole. */
    private void compare(String kind, Map<String, String> differing) {
        Pictures seen = new Pictures(OWNERS.get(kind), kind);
        Pictures truth = new Pictures(TIMELINE, kind);
        while (seen.peek() != null || truth.peek() != null) {
            int order = order(seen.peek(), truth.peek());
            JsonNode left = order <= 0 ? seen.next() : null;
            JsonNode right = order >= 0 ? truth.next() : null;
            compared++;
            String difference = difference(left, right);
            if (difference != null) {
                differing.put(card(left == null ? right : left), difference);
            }
        }
    }

    private static int order(@Nullable JsonNode left, @Nullable JsonNode right) {
        return left == null ? 1 : right == null ? -1 : card(left).compareTo(card(right));
    }

    private static String card(@Nullable JsonNode picture) {
        return picture == null ? "" : picture.path("card").asString("");
    }

    /** Null when they are the same; a card one side does not know is one without activities. */
    private static @Nullable String difference(@Nullable JsonNode seen, @Nullable JsonNode truth) {
        List<String> differences = new ArrayList<>();
        for (String figure : List.of("open", "attempts")) {
            int shown = seen == null ? 0 : seen.path(figure).asInt(0);
            int there = truth == null ? 0 : truth.path(figure).asInt(0);
            if (shown != there) {
                differences.add(figure + " " + shown + " instead of " + there);
            }
        }
        String shown = due(seen);
        String there = due(truth);
        if (!shown.equals(there)) {
            differences.add("next " + shown + " instead of " + there);
        }
        for (String people : List.of("asked", "mentioned")) {
            TreeSet<String> shownTo = people(seen, people);
            TreeSet<String> trulyTo = people(truth, people);
            if (!shownTo.equals(trulyTo)) {
                differences.add(people + " " + shownTo + " instead of " + trulyTo);
            }
        }
        return differences.isEmpty() ? null : String.join("; ", differences);
    }

    /** Which of two that are due at once comes first is no matter. */
    private static String due(@Nullable JsonNode picture) {
        return picture == null ? "none" : picture.path("next").path("dueAt").asString("none");
    }

    private static TreeSet<String> people(@Nullable JsonNode picture, String which) {
        TreeSet<String> people = new TreeSet<>();
        if (picture != null) {
            picture.path(which).forEach(person -> people.add(person.asString()));
        }
        return people;
    }

    /** The pictures of one side, read page by page. */
    private final class Pictures {
        private final String path;
        private final Deque<JsonNode> read = new ArrayDeque<>();
        private String after = "";
        private boolean ended;

        Pictures(String service, String kind) {
            this.path = "/admin/" + service + "/signals?limit=" + PAGE + "&kind=" + kind;
        }

        @Nullable
        JsonNode peek() {
            if (read.isEmpty() && !ended) {
                JsonNode items = ask.apply(path + (after.isEmpty() ? "" : "&after=" + after))
                        .path("items");
                items.forEach(read::add);
                ended = items.size() < PAGE;
                if (!read.isEmpty()) {
                    String last = card(read.getLast());
                    after = last.substring(last.indexOf('/') + 1);
                }
            }
            return read.peek();
        }

        JsonNode next() {
            return read.remove();
        }
    }
}
