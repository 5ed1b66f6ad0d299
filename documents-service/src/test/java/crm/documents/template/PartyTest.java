package crm.documents.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("G-1 G-2 a side of a contract")
public class PartyTest {
    static final Party ROMASHKA =
            company("Общество с ограниченной ответственностью «Ромашка»", "6678123459", "667801001");

    public static Party company(@Nullable String name, @Nullable String inn, @Nullable String kpp) {
        return new Party(
                name,
                inn,
                kpp,
                "1156658012345",
                "620014, г. Екатеринбург, ул. Малышева, д. 51",
                "ПАО Сбербанк",
                "044525225",
                "40702810738000024517",
                "30101810400000000225",
                "Щукина Анна Юрьевна",
                "Щукиной Анны Юрьевны",
                "Коммерческий директор",
                null,
                "доверенность № 5 от 01.02.2026");
    }

    @Test
    @DisplayName("a company is represented by its signatory, all in the right case and gender")
    void represented() {
        assertThat(ROMASHKA.named()).isEqualTo("именуемое");
        assertThat(ROMASHKA.represented())
                .isEqualTo(
                        "в лице коммерческого директора Щукиной Анны Юрьевны, действующей на основании доверенности № 5 от 01.02.2026");
        assertThat(ROMASHKA.signature().replace('\u00a0', ' ')).isEqualTo("А. Ю. Щукина");
        assertThat(ROMASHKA.requisites())
                .contains("ИНН 6678123459 / КПП 667801001")
                .contains("ОГРН 1156658012345");
    }

    @Test
    @DisplayName("an entrepreneur acts for himself: no КПП, no representative")
    void entrepreneur() {
        Party woman = new Party(
                "Индивидуальный предприниматель Щукина Анна Юрьевна",
                "667812345678",
                null,
                "315665800012345",
                "620014, г. Екатеринбург, ул. Малышева, д. 51",
                "ПАО Сбербанк",
                "044525225",
                "40802810738000024517",
                "30101810400000000225",
                "Щукина Анна Юрьевна",
                null,
                null,
                null,
                "Свидетельство о регистрации");
        assertThat(woman.missing()).isEmpty();
        assertThat(woman.named()).isEqualTo("именуемая");
        assertThat(woman.represented()).isEqualTo("действующая на основании свидетельства о регистрации");
        assertThat(woman.requisites()).contains("ОГРНИП").doesNotContain("КПП");
        assertThat(woman.position()).isEqualTo("Индивидуальный предприниматель");
    }

    @Test
    @DisplayName("each missing requisite is named, blank ones too")
    void missing() {
        assertThat(ROMASHKA.missing()).isEmpty();
        assertThat(company(null, " ", "").missing()).containsExactly("legalName", "inn", "kpp");
        assertThat(new Party(null, null, null, null, null, null, null, null, null, null, null, null, null, null)
                        .missing())
                .containsExactly(
                        "legalName",
                        "inn",
                        "kpp",
                        "ogrn",
                        "address",
                        "bank",
                        "bik",
                        "account",
                        "correspondentAccount",
                        "signatory",
                        "signatoryGenitive",
                        "signatoryPosition",
                        "actsOnBasis");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            Генеральный директор              | генерального директора
            Директор                          | директора
            Директор по развитию              | директора по развитию
            Исполнительный директор           | исполнительного директора
            Технический директор              | технического директора
            Управляющий                       | управляющего
            Управляющий партнёр               | управляющего партнёра
            Управляющий отделением            | управляющего отделением
            Председатель правления            | председателя правления
            Президент                         | президента
            Главный бухгалтер                 | главного бухгалтера
            Заместитель генерального директора| заместителя генерального директора
            Начальник отдела маркетинга       | начальника отдела маркетинга
            Глава фермерского хозяйства       | главы фермерского хозяйства
            Руководитель                      | руководителя
            Владелец                          | владельца
            CEO                               | CEO
            """)
    @DisplayName("posts in the genitive")
    void genitive(String post, String genitive) {
        assertThat(Genitive.of(post)).isEqualTo(genitive);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            Устав                   | Устава
            устава                  | устава
            Устава                  | Устава
            Доверенность № 7        | доверенности № 7
            протокола собрания № 3  | протокола собрания № 3
            """)
    @DisplayName("what one acts on, as it was typed or in the nominative")
    void basis(String typed, String basis) {
        assertThat(Genitive.basis(typed)).isEqualTo(basis);
    }
}
