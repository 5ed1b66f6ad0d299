package crm.reporting.rebuild;

import crm.platform.admin.OwnWork;
import crm.platform.refusal.Problems;
import crm.reporting.history.Generation;
import crm.reporting.history.Generations;
import crm.reporting.history.Histories;
import crm.ui.Ru;
import org.springframework.stereotype.Component;

/** How far the reports are, and their rebuild, on the service's dashboard. */
@Component
class ReportsAtWork implements OwnWork {
    private final Generations generations;
    private final Histories histories;
    private final Problems words;
    private final Ru ru;

    ReportsAtWork(Generations generations, Histories histories, Problems words, Ru ru) {
        this.generations = generations;
        this.histories = histories;
        this.words = words;
        this.ru = ru;
    }

    @Override
    public Now now() {
        Generations.Current current = generations.current();
        Generation live = generations.get(current.live());
        String asOf = live.asOf() == null ? words.words("reports.work.never") : ru.dateTime(live.asOf());
        long unread = histories.unreadIn(live.number());
        if (current.building() == null) {
            return new Now(
                    words.words("reports.work.title"),
                    words.words("reports.work.text", asOf, ru.count(unread)),
                    words.words("reports.work.rebuild"),
                    "/api/reports/rebuild");
        }
        Generation building = generations.get(current.building());
        return new Now(
                words.words("reports.work.title"),
                words.words("reports.work.building", asOf, ru.count(building.read()), ru.count(building.total())),
                null,
                null);
    }
}
