package crm.platform.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Words for search")
class WordsTest {
    @Test
    @DisplayName("D-9 lower case, ё as е, punctuation is no part of a word, phones by their national digits")
    void words() {
        assertThat(Words.of("ООО «Ёлка-Плюс»", "a.b@mail.ru")).containsExactly("ооо", "елка", "плюс", "a.b@mail.ru");
        assertThat(Words.digits("8 (495) 123-45-67"))
                .isEqualTo(Words.digits("+7 495 123-45-67"))
                .isEqualTo("4951234567");
    }

    @Test
    @DisplayName(
            "D-9 four digits or a phone as it is written ask for a phone; a year with words, a name, three digits do not")
    void phones() {
        assertThat(List.of("4567", "123-45-67", "+7 (495) 123-45-67", " 84951234567 "))
                .allMatch(Words::isPhone);
        assertThat(List.of("456", "сайт 2026", "Нэйм", "4567а", "")).noneMatch(Words::isPhone);
        assertThat(Words.endings("8 (495) 123-45-67"))
                .startsWith("4951234567")
                .endsWith("4567")
                .hasSize(7);
    }
}
