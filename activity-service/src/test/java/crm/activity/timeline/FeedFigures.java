package crm.activity.timeline;

import static crm.testing.User.MANAGER1;

import crm.activity.KnownCards;
import crm.testing.Caller;
import crm.testing.CrmTest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Not a test: prints how fast the timeline of a card with few and with very many entries is there. Nothing here asserts a time. */
@CrmTest
@Tag("bench")
@DisplayName("Figures of the timeline")
class FeedFigures {
    private static final int WARM_UP = 200;
    private static final int MEASURED = 400;

    @LocalServerPort
    private int port;

    @Autowired
    private MongoTemplate mongo;

    @Test
    @DisplayName("a card with 5, 500, 5,000 and 50,000 entries: its page, its API, its search")
    void figures() {
        Map<Integer, String> cards = new LinkedHashMap<>();
        for (int entries : new int[] {5, 500, 5_000, 50_000}) {
            String lead = KnownCards.lead("Длинная лента " + entries, MANAGER1, port);
            LongCards.fill(mongo, lead, entries);
            cards.put(entries, lead);
        }
        measure(WARM_UP, "/activities/timeline?card=", cards.get(5));
        cards.forEach((entries, lead) -> {
            line(entries, "page", measure(MEASURED, "/activities/timeline?card=", lead));
            line(entries, "API, 50", measure(MEASURED, "/api/activities?limit=50&card=", lead));
            line(entries, "search in it", measure(MEASURED / 4, "/activities/timeline?q=запись&card=", lead));
        });
    }

    private double[] measure(int times, String path, String lead) {
        Caller reader = path.startsWith("/api")
                ? Caller.as(MANAGER1, port)
                : Caller.as(MANAGER1, port).with("Accept", "text/html");
        String url = path.replace("запись", "%D0%B7%D0%B0%D0%BF%D0%B8%D1%81%D1%8C") + lead;
        double[] millis = new double[times];
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            int status = reader.get(url).status();
            if (status != 200) {
                throw new AssertionError(url + " " + status);
            }
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        return millis;
    }

    private static void line(int entries, String what, double[] millis) {
        System.out.printf(
                Locale.ROOT,
                "%6d entries, %-12s p50 %6.1f ms, p95 %6.1f ms%n",
                entries,
                what,
                millis[millis.length / 2],
                millis[millis.length * 95 / 100]);
    }
}
