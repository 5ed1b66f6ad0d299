package crm.directory.company;

import crm.directory.client.ClientStatus;
import crm.directory.client.Masks;
import crm.directory.client.Phone;
import crm.platform.security.By;
import org.jspecify.annotations.Nullable;

/** A company as the API shows it; the phone is text as E.164, {@code доб.} included when it has one. */
public record CompanyView(
        String id,
        long version,
        @Nullable String responsibleId,
        ClientStatus clientStatus,
        String name,
        String kindOfActivity,
        @Nullable String phone,
        @Nullable String address,
        Requisites requisites) {

    public static CompanyView of(Company company) {
        CompanyData data = company.data();
        return new CompanyView(
                company.id(),
                company.version() == null ? 0 : company.version(),
                company.responsibleId(),
                company.clientStatus(),
                data.name(),
                data.kindOfActivity(),
                data.phone() == null ? null : data.phone().toString(),
                data.address(),
                data.requisites());
    }

    /** As one of many: with the phone masked for who is not responsible (P-5). */
    CompanyView listed(Company company, By by) {
        Phone whole = company.data().phone();
        return whole != null && Masks.hide(company, by)
                ? new CompanyView(
                        id,
                        version,
                        responsibleId,
                        clientStatus,
                        name,
                        kindOfActivity,
                        Masks.phone(whole).number(),
                        address,
                        requisites)
                : this;
    }
}
