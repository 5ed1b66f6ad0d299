package crm.events;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The wire names: they stay when a class is renamed. */
public final class EventTypes {
    private static final Map<String, Class<? extends CrmEvent>> BY_NAME = Map.ofEntries(
            entry("LeadCreated", LeadCreated.class),
            entry("LeadUpdated", LeadUpdated.class),
            entry("LeadConverted", LeadConverted.class),
            entry("ResponsibleAssigned", ResponsibleAssigned.class),
            entry("ResponsibleReleased", ResponsibleReleased.class),
            entry("StageChanged", StageChanged.class),
            entry("AcceptanceOverdue", AcceptanceOverdue.class),
            entry("EnquiryRepeated", EnquiryRepeated.class),
            entry("DealCreated", DealCreated.class),
            entry("DealUpdated", DealUpdated.class),
            entry("DealLinesChanged", DealLinesChanged.class),
            entry("PaymentReceived", PaymentReceived.class),
            entry("PaymentConfirmed", PaymentConfirmed.class),
            entry("PaymentVoided", PaymentVoided.class),
            entry("ContactCreated", ContactCreated.class),
            entry("ContactUpdated", ContactUpdated.class),
            entry("ContactMerged", ContactMerged.class),
            entry("CompanyCreated", CompanyCreated.class),
            entry("CompanyUpdated", CompanyUpdated.class),
            entry("CompanyMerged", CompanyMerged.class),
            entry("ClientStatusChanged", ClientStatusChanged.class),
            entry("EmployeeHired", EmployeeHired.class),
            entry("EmployeeUpdated", EmployeeUpdated.class),
            entry("EmployeeDismissed", EmployeeDismissed.class),
            entry("EmployeeRehired", EmployeeRehired.class),
            entry("PresenceChanged", PresenceChanged.class),
            entry("DismissalCompleted", DismissalCompleted.class),
            entry("ReleaseCompleted", ReleaseCompleted.class),
            entry("ActivityPlanned", ActivityPlanned.class),
            entry("ActivityUpdated", ActivityUpdated.class),
            entry("ActivityRescheduled", ActivityRescheduled.class),
            entry("ActivityReassigned", ActivityReassigned.class),
            entry("ActivityMoved", ActivityMoved.class),
            entry("ActivityClosed", ActivityClosed.class),
            entry("ActivityCancelled", ActivityCancelled.class),
            entry("CommentAdded", CommentAdded.class),
            entry("FileAttached", FileAttached.class),
            entry("DocumentGenerated", DocumentGenerated.class),
            entry("DocumentRevised", DocumentRevised.class));

    private static final Map<Class<? extends CrmEvent>, String> BY_CLASS =
            BY_NAME.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

    private EventTypes() {}

    public static String nameOf(CrmEvent event) {
        return nameOf(event.getClass());
    }

    /** @throws IllegalArgumentException if the class has no wire name */
    public static String nameOf(Class<? extends CrmEvent> type) {
        return Optional.ofNullable(BY_CLASS.get(type))
                .orElseThrow(() -> new IllegalArgumentException(type + " has no wire name"));
    }

    /** Empty for a name this version does not know: the reader skips it. */
    public static Optional<Class<? extends CrmEvent>> classOf(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** The JSON Schema a type's {@code data} is written by, with its version. */
    public static String schemaOf(String name) {
        return "https://crm.example/schemas/" + name + "/1";
    }

    public static Map<String, Class<? extends CrmEvent>> all() {
        return BY_NAME.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
