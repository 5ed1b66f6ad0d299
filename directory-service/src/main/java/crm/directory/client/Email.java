package crm.directory.client;

import java.net.IDN;
import java.util.regex.Pattern;

/** The syntax of an e-mail address as mail servers take it (RFC 5321 without quoting), domains in any script. */
public final class Email {
    private static final int LONGEST = 254;
    private static final int LOCAL = 64;
    private static final Pattern ATOMS =
            Pattern.compile("[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+(\\.[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+)*");
    private static final Pattern DOMAIN =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+(?=.*[a-z])[a-z0-9][a-z0-9-]{0,61}[a-z0-9]");

    private Email() {}

    public static boolean isValid(String address) {
        int at = address.lastIndexOf('@');
        if (at < 1 || at > LOCAL || address.length() > LONGEST) {
            return false;
        }
        try {
            String domain = IDN.toASCII(address.substring(at + 1)).toLowerCase(java.util.Locale.ROOT);
            return ATOMS.matcher(address.substring(0, at)).matches()
                    && DOMAIN.matcher(domain).matches();
        } catch (IllegalArgumentException notADomain) {
            return false;
        }
    }
}
