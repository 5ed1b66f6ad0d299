package crm.ui.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AddressTest {

    private static final Address LEADS = Address.of("/leads", given());

    @Test
    @DisplayName("V-3 the filter is the page's address, every value of it")
    void url() {
        assertThat(LEADS.url())
                .isEqualTo("/leads?stage=NEW&stage=IN_WORK&stage=QUALIFICATION&q=%D1%91%20%26%20%7B2%7D");
        assertThat(new Address("/leads", Map.of()).url()).isEqualTo("/leads");
    }

    @Test
    @DisplayName("a neighbour differs by what is said, an absent value leaves no trace")
    void neighbours() {
        assertThat(LEADS.with("stage", "NEW").url()).isEqualTo("/leads?stage=NEW&q=%D1%91%20%26%20%7B2%7D");
        assertThat(LEADS.without("stage", "q").url()).isEqualTo("/leads");
        assertThat(LEADS.without("stage").with("city").url()).isEqualTo("/leads?q=%D1%91%20%26%20%7B2%7D");
        assertThat(LEADS.without("q").at("/leads/list").open())
                .isEqualTo("/leads/list?stage=NEW&stage=IN_WORK&stage=QUALIFICATION&");
        assertThat(new Address("/leads", Map.of("q", List.of())).open()).isEqualTo("/leads?");
    }

    @Test
    @DisplayName("a place for an id in the path stays as it is")
    void template() {
        assertThat(LEADS.without("q").at("/leads/board/cards/{id}").url())
                .isEqualTo("/leads/board/cards/{id}?stage=NEW&stage=IN_WORK&stage=QUALIFICATION");
    }

    @Test
    @DisplayName("V-1 «в работе» is a chip that is on and can be taken off")
    void toggle() {
        var chip = Filter.of(LEADS)
                .toggle("stage", "В работе", "NEW", "IN_WORK", "QUALIFICATION")
                .chips()
                .getFirst();
        assertThat(chip.set()).isTrue();
        assertThat(chip.removeUrl()).isEqualTo("/leads?q=%D1%91%20%26%20%7B2%7D");
    }

    private static Map<String, String[]> given() {
        var given = new LinkedHashMap<String, String[]>();
        given.put("stage", new String[] {"NEW", "IN_WORK", "QUALIFICATION"});
        given.put("q", new String[] {"ё & {2}"});
        given.put("city", new String[] {""});
        given.put("cursor", new String[] {"abc"});
        return given;
    }
}
