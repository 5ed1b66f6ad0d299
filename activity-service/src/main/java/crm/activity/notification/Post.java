package crm.activity.notification;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mail.MailException;
import org.springframework.mail.MailPreparationException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** Hands letters to the mail server (SMTP, RFC 5321); off unless one is named. */
@Component
class Post {
    private final JavaMailSender sender;
    private final boolean on;
    private final String from;
    private final String site;

    /**
     * @param host the mail server, empty for none
     * @param from whose letters they are
     * @throws IllegalStateException when there is a server but nobody to write in whose name
     */
    Post(
            JavaMailSender sender,
            @Value("${spring.mail.host}") String host,
            @Value("${crm.mail.from}") String from,
            @Value("${crm.public-url}") String publicUrl) {
        this.sender = sender;
        this.on = !host.isBlank();
        this.from = from;
        this.site = Objects.requireNonNullElse(URI.create(publicUrl).getHost(), "localhost");
        if (on && from.isBlank()) {
            throw new IllegalStateException("CRM_SMTP_HOST is set, but CRM_SMTP_FROM is not");
        }
    }

    /** Whether letters are sent at all. */
    boolean isOn() {
        return on;
    }

    /**
     * Returns when the server has taken the letter.
     *
     * @throws MailException when it has not, or when it is not known whether it has
     */
    void send(Letter letter) {
        sender.send(message(letter));
    }

    private MimeMessage message(Letter letter) {
        MimeMessage message = sender.createMimeMessage();
        try {
            message.setHeader("Message-ID", "<" + letter.id() + "@" + site + ">");
            message.setHeader("Auto-Submitted", "auto-generated");
            MimeMessageHelper parts = new MimeMessageHelper(message, true, StandardCharsets.UTF_8.name());
            parts.setFrom(new InternetAddress(from, true));
            parts.setTo(letter.to());
            parts.setSubject(letter.subject());
            parts.setText(letter.text(), letter.html());
            if (letter.calendar() != null) {
                parts.addAttachment(
                        "invitation.ics",
                        new ByteArrayResource(letter.calendar().getBytes(StandardCharsets.UTF_8)),
                        "text/calendar; charset=UTF-8");
            }
        } catch (MessagingException unfit) {
            throw new MailPreparationException(unfit);
        }
        return message;
    }

    /** Whether asking again would be answered the same: there is no such address, or the letter itself is unfit. */
    static boolean isFinal(MailException failed) {
        return failed instanceof MailPreparationException
                || (failed instanceof MailSendException refused
                        && Arrays.stream(refused.getMessageExceptions())
                                .flatMap(Post::causes)
                                .anyMatch(Post::isRefusedForGood));
    }

    private static Stream<Throwable> causes(Throwable failed) {
        return Stream.iterate(failed, Objects::nonNull, Throwable::getCause);
    }

    /** An address that is only not to be had now is not among the invalid ones. */
    private static boolean isRefusedForGood(Throwable failed) {
        return failed instanceof SendFailedException refused
                && refused.getInvalidAddresses() != null
                && refused.getInvalidAddresses().length > 0;
    }
}
