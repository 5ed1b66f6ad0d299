package crm.events;

import java.util.List;

/** A comment was written: its length, those mentioned, how many files. */
public record CommentAdded(CardRef card, int length, List<String> mentions, int files) implements ActivityEvent {}
