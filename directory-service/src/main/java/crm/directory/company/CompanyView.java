package crm.directory.company;

import crm.directory.reference.ClientStatus;
import crm.directory.reference.Phone;
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

    static CompanyView of(Company company) {
        CompanyData data = company.data();
        return new CompanyView(
                company.id(),
                company.version() == null ? 0 : company.version(),
                company.responsibleId(),
                company.clientStatus(),
                data.name(),
                data.kindOfActivity(),
                text(data.phone()),
                data.address(),
                data.requisites());
    }

    static @Nullable String text(@Nullable Phone phone) {
        return phone == null
                ? null
                : phone.extension() == null ? phone.number() : phone.number() + " доб. " + phone.extension();
    }
}
