package crm.directory.company;

/** Check digits of Russian requisites (D-8); texts are digits without spaces. */
final class CheckDigits {
    private static final int[] INN_10 = {2, 4, 10, 3, 5, 9, 4, 6, 8};
    private static final int[] INN_11TH = {7, 2, 4, 10, 3, 5, 9, 4, 6, 8};
    private static final int[] INN_12TH = {3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8};
    private static final int[] ACCOUNT = {7, 1, 3};

    private CheckDigits() {}

    /** Ten digits of a company, twelve of a person; the control numbers of order ММВ-7-6/435 of the tax service. */
    static boolean inn(String inn) {
        return switch (inn.length()) {
            case 10 -> weighed(inn, INN_10) == digit(inn, 9);
            case 12 -> weighed(inn, INN_11TH) == digit(inn, 10) && weighed(inn, INN_12TH) == digit(inn, 11);
            default -> false;
        };
    }

    private static int weighed(String digits, int[] weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * digit(digits, i);
        }
        return sum % 11 % 10;
    }

    /** Thirteen digits of a company (rest of 11), fifteen of an entrepreneur (rest of 13). */
    static boolean ogrn(String ogrn) {
        int last = ogrn.length() - 1;
        return switch (ogrn.length()) {
            case 13 -> Long.parseLong(ogrn.substring(0, last)) % 11 % 10 == digit(ogrn, last);
            case 15 -> Long.parseLong(ogrn.substring(0, last)) % 13 % 10 == digit(ogrn, last);
            default -> false;
        };
    }

    /** An account at a bank: its last three digits of the БИК before the account, weighed 7-1-3 (Bank of Russia, 515). */
    static boolean account(String account, String bik) {
        return balanced(bik.substring(6) + account) || (atCentralBank(bik) && correspondent(account, bik));
    }

    /** An account at the Bank of Russia, a correspondent one: nought and the fifth and sixth digit of the БИК before it. */
    static boolean correspondent(String account, String bik) {
        return balanced("0" + bik.substring(4, 6) + account);
    }

    /** The treasury and the branches of the Bank of Russia end with 000, 001, 002. */
    private static boolean atCentralBank(String bik) {
        return bik.startsWith("00", 6);
    }

    private static boolean balanced(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            sum += ACCOUNT[i % ACCOUNT.length] * digit(digits, i) % 10;
        }
        return sum % 10 == 0;
    }

    private static int digit(String digits, int at) {
        return digits.charAt(at) - '0';
    }
}
