package crm.events;

/** What happens to contacts, companies and employees; published on {@link Topics#DIRECTORY}. */
public sealed interface DirectoryEvent extends CrmEvent
        permits ContactCreated,
                ContactUpdated,
                ContactMerged,
                CompanyCreated,
                CompanyUpdated,
                CompanyMerged,
                ClientStatusChanged,
                EmployeeHired,
                EmployeeUpdated,
                EmployeeDismissed,
                EmployeeRehired,
                PresenceChanged,
                DismissalCompleted,
                ReleaseCompleted,
                ResponsibleAssigned,
                ResponsibleReleased {}
