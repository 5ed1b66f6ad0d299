package crm.directory.client;

import crm.events.CardKind;
import crm.platform.security.By;

/** Another part of the directory that names cards by their ids: it follows when one of them turned out to be another (D-3). */
public interface Joining {
    /** Names the survivor from now on; done again it changes nothing. */
    void joined(CardKind kind, String from, String into, By by);
}
