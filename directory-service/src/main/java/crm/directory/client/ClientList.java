package crm.directory.client;

import crm.platform.list.CardList;
import crm.platform.list.Columns;
import crm.platform.security.By;
import crm.platform.web.Query;
import crm.ui.filter.Address;
import java.util.List;

/** The list of contacts or of companies: all of sales sees all, but takes along only his own (P-5). */
public final class ClientList<C extends ClientCard<C>> implements CardList<C, ClientRow<C>> {
    private final ClientFace<C> face;
    private final Colleagues colleagues;

    public ClientList(ClientFace<C> face, Colleagues colleagues) {
        this.face = face;
        this.colleagues = colleagues;
    }

    ClientFace<C> face() {
        return face;
    }

    @Override
    public Names names() {
        ClientFace.Words words = face.words();
        return new Names(words.base().substring(1), words.base(), words.many(), words.section());
    }

    @Override
    public Columns<ClientRow<C>> columns() {
        return face.columns();
    }

    @Override
    public Found<C> found(Query query, By by) {
        return face.cards().found(query, by);
    }

    @Override
    public List<ClientRow<C>> rows(List<C> cards, By by) {
        return face.rows(cards, by);
    }

    @Override
    public String words(Query filter, By by) {
        return ClientLook.filter(new Address("", filter.asMap()), colleagues).words();
    }
}
