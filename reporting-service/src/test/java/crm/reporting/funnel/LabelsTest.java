package crm.reporting.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.platform.dictionary.LeadsDictionaries;
import crm.platform.employee.Employees;
import crm.platform.refusal.Problems;
import crm.platform.refusal.Refused;
import crm.platform.remote.Remotes;
import crm.platform.security.By;
import crm.platform.security.Role;
import crm.platform.web.Query;
import crm.testing.CrmTest;
import crm.testing.Stack;
import crm.testing.StandIns;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CrmTest
@DisplayName("The words of a report")
class LabelsTest {
    private static final String PATH = "/api/leads/dictionaries";
    private static final String ANSWER = """
            {"cities": [{"code": "MOW", "label": "Москва", "hint": null, "archived": false}],
             "sources": [{"code": "SOCIAL", "label": "Из соцсетей", "hint": null, "archived": true}],
             "rejectionReasons": []}""";

    @Autowired
    private Remotes remotes;

    @Autowired
    private Employees employees;

    @Autowired
    private Problems words;

    private Instant now = Instant.parse("2026-03-01T09:00:00Z");

    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };

    @AfterEach
    void forget() {
        Stack.running().others().forget(PATH);
    }

    @Test
    @DisplayName(
            "R-1 sources and cities are named by the leads' dictionary; while it is away the last words stay, before that the codes")
    void dictionary() {
        Labels labels = new Labels(new LeadsDictionaries(remotes, clock), employees, words);
        Stack.running().others().when(PATH, request -> new StandIns.Reply(503, "{}"));
        assertThat(labels.of(GroupBy.CITY, "MOW")).isEqualTo("MOW");
        assertThat(labels.of(GroupBy.SOURCE, "SOCIAL")).isEqualTo("Соцсети (инстаграм, вк, телеграм)");
        Stack.running().others().when(PATH, request -> new StandIns.Reply(200, ANSWER));
        assertThat(labels.of(GroupBy.CITY, "MOW"))
                .as("asked again after a while")
                .isEqualTo("MOW");
        now = now.plusSeconds(6);
        assertThat(labels.of(GroupBy.CITY, "MOW")).isEqualTo("Москва");
        assertThat(labels.sources()).containsEntry("SOCIAL", "Из соцсетей");
        Stack.running().others().when(PATH, request -> new StandIns.Reply(503, "{}"));
        now = now.plus(Duration.ofMinutes(6));
        assertThat(labels.of(GroupBy.CITY, "MOW")).isEqualTo("Москва");
        assertThat(labels.of(GroupBy.CITY, Filter.NONE)).isEqualTo("Город не указан");
        assertThat(labels.of(GroupBy.MONTH, "2026-03")).isEqualTo("март 2026");
    }

    @Test
    @DisplayName(
            "R-1 a source or city the dictionary does not have is refused; without the dictionary any may be asked for")
    void unknown() {
        By head = new By("head", "head", Set.of(Role.SALES_HEAD));
        Query query = new Query(Map.of("city", List.of("ATLANTIS")));
        Labels labels = new Labels(new LeadsDictionaries(remotes, clock), employees, words);
        Filters filters = new Filters(employees, labels, clock, ZoneId.of("Europe/Moscow"));
        Stack.running().others().when(PATH, request -> new StandIns.Reply(503, "{}"));
        assertThat(filters.read(query, head, Set.of(), Set.of()).cities()).containsExactly("ATLANTIS");
        Stack.running().others().when(PATH, request -> new StandIns.Reply(200, ANSWER));
        now = now.plusSeconds(6);
        assertThatThrownBy(() -> filters.read(query, head, Set.of(), Set.of()))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusal().fields()).containsExactly("city"));
    }
}
