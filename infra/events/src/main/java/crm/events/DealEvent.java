package crm.events;

/** What happens to a deal; published on {@link Topics#DEALS}. */
public sealed interface DealEvent extends CrmEvent
        permits DealCreated,
                DealUpdated,
                DealLinesChanged,
                PaymentReceived,
                PaymentConfirmed,
                PaymentVoided,
                ResponsibleAssigned,
                ResponsibleReleased,
                StageChanged,
                ReleaseCompleted {}
