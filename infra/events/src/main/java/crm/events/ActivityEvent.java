package crm.events;

/** What happens on the timelines; published on {@link Topics#ACTIVITIES}. */
public sealed interface ActivityEvent extends CrmEvent
        permits ActivityPlanned,
                ActivityUpdated,
                ActivityRescheduled,
                ActivityReassigned,
                ActivityMoved,
                ActivityClosed,
                ActivityCancelled,
                CommentAdded,
                FileAttached,
                ReleaseCompleted {}
