package crm.activity.notification;

import org.jspecify.annotations.Nullable;

/**
 * A letter to an employee.
 *
 * @param id the same whenever it is sent: makes its Message-ID, by which a repetition is known
 * @param text what is read without HTML
 * @param calendar an iCalendar file that goes with it
 */
record Letter(
        String id,
        String to,
        String subject,
        String text,
        String html,
        @Nullable String calendar) {}
