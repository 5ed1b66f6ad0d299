package crm.platform.dictionary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("L-8 Words the administrator changed")
class DictionaryWordingTest {
    private static final Map<String, String> BUILT = Map.of(
            "source.SOCIAL", "Соцсети (ВК, Телеграм)", "source.short.SOCIAL", "Соцсети", "lead.reason.OTHER", "Другое");
    private static final Map<String, String> KEPT = Map.of(
            "sources/SITE", "Наш сайт", "sources/SOCIAL", "Соцсети (ВК, Телеграм)", "rejectionReasons/OTHER", "Иное");

    private final DictionaryWording wording =
            new DictionaryWording((name, code) -> Optional.ofNullable(KEPT.get(name + "/" + code)));

    private String of(String key) {
        return wording.of(key, built -> BUILT.getOrDefault(built, built));
    }

    @Test
    @DisplayName("stand on cards, in lists and on timelines; short ones are theirs too")
    void changed() {
        assertThat(of("source.SITE")).isEqualTo("Наш сайт");
        assertThat(of("source.short.SITE")).isEqualTo("Наш сайт");
        assertThat(of("lead.reason.OTHER")).isEqualTo("Иное");
    }

    @Test
    @DisplayName("what only got a hint or went to the archive keeps its words, the short ones too")
    void unchanged() {
        assertThat(of("source.SOCIAL")).isNull();
        assertThat(of("source.short.SOCIAL")).isNull();
    }

    @Test
    @DisplayName("other keys and other dictionaries' hints are not asked for")
    void others() {
        assertThat(of("lead.reason.OTHER.hint")).isNull();
        assertThat(of("lead.stage.NEW")).isNull();
        assertThat(of("source.unknown")).isNull();
    }
}
