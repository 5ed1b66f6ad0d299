package crm.ui.dialog;

import crm.ui.form.Option;
import java.time.Instant;
import java.util.List;

/**
 * Another date: the form has {@code dueAt}, {@code kind}, {@code comment}.
 *
 * @param kinds «недозвон», «клиент перенёс», «другое»
 * @param before the dates so far, oldest first
 */
public record Reschedule(Dialog dialog, List<Option> kinds, List<Instant> before) {}
