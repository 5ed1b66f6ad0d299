package crm.directory.company;

import static org.assertj.core.api.Assertions.assertThat;

import crm.platform.refusal.Fields;
import crm.platform.refusal.Refusals;
import crm.platform.refusal.Refused;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("D-8 check digits of requisites")
class CheckDigitsTest {

    @ParameterizedTest
    @ValueSource(strings = {"7707083893", "7736050003", "7710140679", "500100732259"})
    @DisplayName("D-8 an ИНН of ten or twelve digits fits; with any one digit another it does not")
    void inn(String inn) {
        assertThat(CheckDigits.inn(inn)).isTrue();
        everyOtherDigit(inn)
                .forEach(wrong -> assertThat(CheckDigits.inn(wrong)).as(wrong).isFalse());
        assertThat(CheckDigits.inn(inn + "0")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1027700132195", "1027700070518", "304500116000157"})
    @DisplayName("D-8 an ОГРН of thirteen or an ОГРНИП of fifteen digits fits; with another last digit it does not")
    void ogrn(String ogrn) {
        assertThat(CheckDigits.ogrn(ogrn)).isTrue();
        int last = ogrn.length() - 1;
        IntStream.range(1, 10)
                .mapToObj(i -> ogrn.substring(0, last) + (ogrn.charAt(last) - '0' + i) % 10)
                .forEach(wrong -> assertThat(CheckDigits.ogrn(wrong)).as(wrong).isFalse());
    }

    @ParameterizedTest
    @CsvSource({"40702810900000000001, 044525225", "40702810138250123017, 044525225"})
    @DisplayName("D-8 an account is weighed together with its bank's БИК")
    void account(String account, String bik) {
        String right = IntStream.range(0, 10)
                .mapToObj(i -> account.substring(0, 8) + i + account.substring(9))
                .filter(one -> CheckDigits.account(one, bik))
                .findFirst()
                .orElseThrow();
        everyOtherDigit(right)
                .forEach(wrong ->
                        assertThat(CheckDigits.account(wrong, bik)).as(wrong).isFalse());
        assertThat(CheckDigits.correspondent("30101810400000000225", "044525225"))
                .isTrue();
        assertThat(CheckDigits.correspondent("30101810500000000225", "044525225"))
                .isFalse();
    }

    private static List<String> everyOtherDigit(String digits) {
        return IntStream.range(0, digits.length())
                .mapToObj(at -> IntStream.range(1, 10)
                        .mapToObj(i -> digits.substring(0, at)
                                + (digits.charAt(at) - '0' + i) % 10
                                + digits.substring(at + 1)))
                .flatMap(all -> all)
                .toList();
    }

    private static List<String> faults(Requisites wanted, Requisites before) {
        Fields fields = new Fields();
        wanted.check(fields, before);
        try {
            fields.orRefuse();
            return List.of();
        } catch (Refused refused) {
            return ((Refusals.Invalid) refused.refusal())
                    .errors().stream()
                            .map(error -> error.field() + " " + error.code())
                            .toList();
        }
    }

    private static Requisites with(String name, String value) {
        return Requisites.NONE.with(name, value);
    }

    @Test
    @DisplayName("D-8 each fault is told at its field; spaces and dashes that were pasted are dropped")
    void faults() {
        assertThat(faults(with("inn", "77 07-08 3893"), Requisites.NONE)).isEmpty();
        assertThat(with("inn", "77 07-08 3893").inn()).isEqualTo("7707083893");
        assertThat(faults(with("inn", "7707083894"), Requisites.NONE)).containsExactly("requisites.inn inn");
        assertThat(faults(with("inn", "77070838"), Requisites.NONE)).containsExactly("requisites.inn inn-length");
        assertThat(faults(with("kpp", "77360100"), Requisites.NONE)).containsExactly("requisites.kpp kpp");
        assertThat(faults(with("kpp", "7736ab001"), Requisites.NONE)).isEmpty();
        assertThat(faults(with("ogrn", "1027700132196"), Requisites.NONE)).containsExactly("requisites.ogrn ogrn");
        assertThat(faults(with("bik", "144525225"), Requisites.NONE)).containsExactly("requisites.bik bik");
        assertThat(faults(with("account", "4070281090000000000"), Requisites.NONE))
                .containsExactly("requisites.account account-length");
        Requisites bank = with("bik", "044525225");
        assertThat(faults(bank.with("correspondentAccount", "30101810500000000225"), bank))
                .containsExactly("requisites.correspondentAccount account");
    }

    @Test
    @DisplayName("D-8 what was stored before is not judged again, but with another БИК its accounts are")
    void stored_before() {
        Requisites old = with("inn", "123").with("account", "40702810400000000001");
        assertThat(faults(old.with("kpp", "773601001"), old)).isEmpty();
        assertThat(faults(old.with("bik", "044525225"), old)).containsExactly("requisites.account account");
    }
}
