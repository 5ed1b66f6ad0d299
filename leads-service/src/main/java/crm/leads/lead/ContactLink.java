package crm.leads.lead;

/** A person of the client's side on the lead: the main one or a participant (D-7). */
public record ContactLink(String id, Role role) {
    public enum Role {
        MAIN,
        PARTICIPANT
    }
}
