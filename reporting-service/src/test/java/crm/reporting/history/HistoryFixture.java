package crm.reporting.history;

import crm.platform.store.Envelope;
import crm.reporting.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the projection makes of events, without a store. */
public final class HistoryFixture {
    private HistoryFixture() {}

    public static List<History> of(List<Told> events) {
        Map<String, TreeMap<Long, Fact>> facts = new TreeMap<>();
        for (Told told : events) {
            Fact.of(Envelope.parse(told.json()))
                    .ifPresent(fact -> facts.computeIfAbsent(told.subject(), subject -> new TreeMap<>())
                            .put(fact.sequence(), fact));
        }
        List<History> histories = new ArrayList<>();
        facts.forEach((subject, known) -> histories.add(new History(subject, List.copyOf(known.values()))));
        return histories;
    }
}
