package crm.activity;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** The mail server of this service's tests. The service looks for letters only when a test asks it to. */
public final class Mailroom implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final GreenMail SERVER =
            new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP)).withConfiguration(open());

    static {
        SERVER.start();
    }

    private static com.icegreen.greenmail.configuration.GreenMailConfiguration open() {
        return com.icegreen.greenmail.configuration.GreenMailConfiguration.aConfig()
                .withDisabledAuthentication();
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestPropertyValues.of(
                        "CRM_SMTP_HOST=127.0.0.1",
                        "CRM_SMTP_PORT=" + SERVER.getSmtp().getPort(),
                        "CRM_SMTP_STARTTLS=false",
                        "CRM_SMTP_FROM=CRM <crm@agency.example>",
                        "crm.mail.look-every=1h")
                .applyTo(context);
    }

    /** What came under the Message-ID of a notification. */
    public static List<MimeMessage> letters(String notice) {
        return Arrays.stream(SERVER.getReceivedMessages())
                .filter(letter -> header(letter, "Message-ID").startsWith("<" + notice + "@"))
                .toList();
    }

    public static String header(MimeMessage letter, String name) {
        try {
            return String.valueOf(letter.getHeader(name, null));
        } catch (MessagingException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
