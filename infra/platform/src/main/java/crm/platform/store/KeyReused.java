package crm.platform.store;

import crm.platform.refusal.Refusal;

/** The request key was used before for another request. */
public record KeyReused() implements Refusal {
    @Override
    public String code() {
        return "request.key-reused";
    }
}
