package crm.leads.lead;

import java.util.List;

/** Where a lead stands. L-9 says what follows what; REJECTED and CONVERTED leave the board. */
public enum Stage {
    NEW,
    IN_WORK,
    QUALIFICATION,
    CONVERTED,
    REJECTED;

    /** The stages one may move to from here (L-9); whether the lead is ready for it is another question. */
    public List<Stage> next() {
        return switch (this) {
            case NEW -> List.of(IN_WORK, CONVERTED, REJECTED);
            case IN_WORK -> List.of(QUALIFICATION, CONVERTED, REJECTED);
            case QUALIFICATION -> List.of(IN_WORK, CONVERTED, REJECTED);
            case REJECTED -> List.of(IN_WORK, QUALIFICATION);
            case CONVERTED -> List.of();
        };
    }

    public boolean isOpen() {
        return this != CONVERTED && this != REJECTED;
    }
}
