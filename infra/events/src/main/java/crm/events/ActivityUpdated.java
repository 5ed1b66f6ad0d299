package crm.events;

import java.util.List;

/** Details of an activity changed; those invited as they are now. */
public record ActivityUpdated(CardRef card, List<String> participants, List<FieldChange> changes)
        implements ActivityEvent {}
