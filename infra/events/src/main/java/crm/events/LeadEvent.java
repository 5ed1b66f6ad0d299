package crm.events;

/** What happens to a lead; published on {@link Topics#LEADS}. */
public sealed interface LeadEvent extends CrmEvent
        permits LeadCreated,
                LeadUpdated,
                LeadConverted,
                ResponsibleAssigned,
                ResponsibleReleased,
                StageChanged,
                AcceptanceOverdue,
                EnquiryRepeated,
                ReleaseCompleted {}
