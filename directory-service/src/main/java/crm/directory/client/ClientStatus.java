package crm.directory.client;

/** What somebody is to us (D-10). */
public enum ClientStatus {
    NONE,
    CLIENT,
    FORMER
}
