package crm.directory.company;

import crm.directory.client.ClientFace.Related;
import java.util.List;
import java.util.function.Function;
import org.bson.conversions.Bson;

/** The people of a company as the contacts' part of the service knows them. */
public final class People {
    private final Function<Bson, List<Related>> having;

    /** @param having the contacts that a filter finds */
    public People(Function<Bson, List<Related>> having) {
        this.having = having;
    }

    List<Related> of(Bson filter) {
        return having.apply(filter);
    }
}
