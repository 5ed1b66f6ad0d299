package crm.platform.search;

import static org.assertj.core.api.Assertions.assertThat;

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
}
