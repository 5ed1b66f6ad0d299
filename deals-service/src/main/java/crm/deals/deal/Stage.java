package crm.deals.deal;

import java.util.Arrays;
import java.util.List;

/** Where a deal stands. S-2 says what follows what. */
public enum Stage {
    PREPARING_OFFER,
    PRESENTING_OFFER,
    DECIDING,
    CONTRACT,
    WON,
    REJECTED;

    static final List<Stage> OPEN = List.of(PREPARING_OFFER, PRESENTING_OFFER, DECIDING, CONTRACT);

    public boolean isOpen() {
        return OPEN.contains(this);
    }

    /** Any open stage to any other, to WON or REJECTED; back from those to any open one (from WON not everybody may). */
    public List<Stage> next() {
        return Arrays.stream(values())
                .filter(to -> to != this && (isOpen() || to.isOpen()))
                .toList();
    }

    /** The documents desk sees deals from here on. */
    boolean isContracted() {
        return this == CONTRACT || this == WON;
    }
}
