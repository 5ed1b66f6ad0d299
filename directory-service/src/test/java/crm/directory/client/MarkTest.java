package crm.directory.client;

import static org.assertj.core.api.Assertions.assertThat;

import crm.platform.refusal.Refused;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("D-2 D-8 what is equal, and what is a phone or an address")
class MarkTest {

    private static String company(String name) {
        return Mark.company(name, "name").key();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ООО \"Ёлка Плюс\"",
                "ооо ёлка  плюс",
                "Елка-Плюс, ООО",
                "Общество с ограниченной ответственностью «Елка Плюс»",
                "ЁЛКА ПЛЮС",
                "\u00a0ООО\u00a0«Ёлка\u00a0Плюс»"
            })
    @DisplayName(
            "D-2 a company's name is the same in any case, quotes and spaces, its legal form short or spelled out, with ё or е")
    void same_company(String name) {
        assertThat(company(name)).isEqualTo(company("ООО «Ёлка Плюс»"));
    }

    @Test
    @DisplayName("D-2 other words are another company; a legal form alone is a name")
    void other_company() {
        assertThat(company("ООО «Ёлка»")).isNotEqualTo(company("ООО «Ёлка Плюс»"));
        assertThat(company("Публичное акционерное общество «Сбербанк»")).isEqualTo(company("ПАО Сбербанк"));
        assertThat(company("ИП Иванов И. И.")).isEqualTo(company("Индивидуальный предприниматель Иванов И.И."));
        assertThat(company("НКО")).isEqualTo("name:нко");
    }

    @Test
    @DisplayName("D-2 a person's name is the same in any order, case and spaces, with ё or е")
    void same_person() {
        assertThat(Mark.person("Фёдоров  Пётр", "fullName").key())
                .isEqualTo(Mark.person("петр федоров", "fullName").key())
                .isNotEqualTo(Mark.person("Пётр Фёдорович", "fullName").key());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "8 (495) 123-45-67 | +74951234567 |",
                "+7 495 123 45 67 доб. 12 | +74951234567 | 12",
                "84951234567 доб 12 | +74951234567 | 12",
                "495 123-45-67 | +74951234567 |",
                "+375 29 123-45-67 | +375291234567 |"
            })
    @DisplayName("D-8 a phone is read as people write it, a Russian one by default, with «доб. 12» behind it")
    void phones(String typed, String number, String extension) {
        assertThat(Phone.parse("phone", typed, null, List.of())).isEqualTo(new Phone(number, extension));
    }

    @ParameterizedTest
    @ValueSource(strings = {"12", "1234567", "не телефон", "+7 495 123-45-67-89-00", ""})
    @DisplayName("D-8 what is no phone is refused, unless it was stored before")
    void no_phones(String typed) {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> Phone.parse("phone", typed, null, List.of()))
                .isInstanceOf(Refused.class);
        if (!typed.isEmpty()) {
            Phone old = new Phone(typed, null);
            assertThat(Phone.parse("phone", typed, null, List.of(old))).isEqualTo(old);
        }
    }

    @Test
    @DisplayName("D-8 e-mails by syntax, domains in Russian too")
    void emails() {
        for (String right : List.of("a.b+c@mail.ru", "иван@почта.рф", "x@sub.domain.example")) {
            assertThat(Email.isValid(right)).as(right).isTrue();
        }
        for (String wrong : List.of("a@b", "a@@b.ru", ".a@b.ru", "a b@c.ru", "@b.ru", "a@b..ru", "a@-b.ru", "a@1.2")) {
            assertThat(Email.isValid(wrong)).as(wrong).isFalse();
        }
    }
}
