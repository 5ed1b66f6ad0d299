package crm.directory.company;

import crm.directory.client.Mark;
import crm.directory.client.Phone;
import crm.directory.client.Revision.Change;
import crm.platform.refusal.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields of a company that people enter. What is stored is read as it is; what is entered is {@linkplain #checked}. */
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
    }

    /**
     * Itself, if what it has beyond the fields of before fits.
     *
     * @throws crm.platform.refusal.Refused 422, each fault at its field
     */
    CompanyData checked(@Nullable CompanyData before) {
        Fields fields = new Fields();
        if (before == null || !before.name.equals(name)) {
            fields.required("name", name).text("name", name, NAME);
        }
        if (before == null || !before.kindOfActivity.equals(kindOfActivity)) {
            fields.required("kindOfActivity", kindOfActivity).text("kindOfActivity", kindOfActivity, NAME);
        }
        fields.text("address", address, ADDRESS);
        requisites.check(fields, before == null ? Requisites.NONE : before.requisites);
        fields.orRefuse();
        return this;
    }

    List<Mark> marks() {
        List<Mark> marks = new ArrayList<>();
        if (requisites.inn() != null) {
            marks.add(Mark.inn(requisites.inn(), "requisites.inn"));
        }
        if (phone != null) {
            marks.add(Mark.phone(phone, "phone"));
        }
        marks.add(Mark.company(name, "name"));
        return marks;
    }

    List<Change> changes(CompanyData wanted) {
        List<Change> changes = new ArrayList<>();
        changed(changes, "name", name, wanted.name);
        changed(changes, "kindOfActivity", kindOfActivity, wanted.kindOfActivity);
        changed(changes, "phone", phone, wanted.phone);
        changed(changes, "address", address, wanted.address);
        for (String requisite : Requisites.names()) {
            changed(changes, "requisites." + requisite, requisites.get(requisite), wanted.requisites.get(requisite));
        }
        return changes;
    }

    private static void changed(List<Change> changes, String field, @Nullable Object from, @Nullable Object to) {
        if (!Objects.equals(from, to)) {
            changes.add(Change.of(field, from, to));
        }
    }

    /** With what the other one has where this one has nothing. */
    CompanyData and(CompanyData other) {
        return new CompanyData(
                name,
                kindOfActivity.isEmpty() ? other.kindOfActivity : kindOfActivity,
                phone == null ? other.phone : phone,
                address == null ? other.address : address,
                requisites.and(other.requisites));
    }
}
