package crm.directory.company;

import crm.directory.reference.Phone;
import crm.platform.refusal.Fields;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields of a company that people enter; what does not fit is refused here. */
public record CompanyData(
        String name,
        String kindOfActivity,
        @Nullable Phone phone,
        @Nullable String address,
        Requisites requisites) {

    private static final int NAME = 300;
    private static final int ADDRESS = 500;

    public CompanyData {
        name = Objects.toString(name, "").strip();
        kindOfActivity = Objects.toString(kindOfActivity, "").strip();
        address = address == null || address.isBlank() ? null : address.strip();
        requisites = requisites == null ? Requisites.NONE : requisites;
        new Fields()
                .required("name", name)
                .text("name", name, NAME)
                .required("kindOfActivity", kindOfActivity)
                .text("kindOfActivity", kindOfActivity, NAME)
                .text("address", address, ADDRESS)
                .orRefuse();
    }
}
