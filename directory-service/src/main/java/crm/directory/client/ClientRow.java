package crm.directory.client;

import crm.platform.security.By;

/**
 * A contact or company in a list.
 *
 * @param reader who looks at it: phones and e-mails are masked for who is not responsible (P-5)
 * @param related names of the cards of the other kind it belongs to
 */
public record ClientRow<C extends ClientCard<C>>(C card, By reader, String related) {
    public boolean masked() {
        return Masks.hide(card, reader);
    }
}
