package crm.documents.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("G-1 the sum in words")
class SumInWordsTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            0             | Ноль рублей 00 копеек
            0.01          | Ноль рублей 01 копейка
            1.01          | Один рубль 01 копейка
            2.02          | Два рубля 02 копейки
            5             | Пять рублей 00 копеек
            11.11         | Одиннадцать рублей 11 копеек
            14.14         | Четырнадцать рублей 14 копеек
            21.21         | Двадцать один рубль 21 копейка
            22.92         | Двадцать два рубля 92 копейки
            101.25        | Сто один рубль 25 копеек
            1000          | Одна тысяча рублей 00 копеек
            2000.50       | Две тысячи рублей 50 копеек
            5000          | Пять тысяч рублей 00 копеек
            11000         | Одиннадцать тысяч рублей 00 копеек
            21001         | Двадцать одна тысяча один рубль 00 копеек
            125430.50     | Сто двадцать пять тысяч четыреста тридцать рублей 50 копеек
            1000000       | Один миллион рублей 00 копеек
            2345678.90    | Два миллиона триста сорок пять тысяч шестьсот семьдесят восемь рублей 90 копеек
            999999999.99  | Девятьсот девяносто девять миллионов девятьсот девяносто девять тысяч девятьсот девяносто девять рублей 99 копеек
            1000000000    | Один миллиард рублей 00 копеек
            """)
    void in_words(BigDecimal sum, String words) {
        assertThat(SumInWords.of(sum)).isEqualTo(words);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            0         | 0,00
            1000      | 1 000,00
            125430.5  | 125 430,50
            999999999.99 | 999 999 999,99
            """)
    void in_figures(BigDecimal sum, String figures) {
        assertThat(SumInWords.figures(sum).replace('\u00a0', ' ')).isEqualTo(figures);
    }
}
