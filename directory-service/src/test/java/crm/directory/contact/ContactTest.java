package crm.directory.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import crm.directory.client.ClientStatus;
import crm.directory.client.Phone;
import crm.events.CardKind;
import crm.events.ClientStatusChanged;
import crm.events.ContactCreated;
import crm.events.ContactMerged;
import crm.events.ContactUpdated;
import crm.events.ResponsibleAssigned;
import crm.events.ResponsibleReleased;
import crm.platform.refusal.Refused;
import crm.platform.security.By;
import crm.platform.security.Role;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A contact")
class ContactTest {
    private static final Instant NOW = Instant.parse("2026-11-23T07:00:00Z");
    private static final By ANNA = new By("anna", "Анна", Set.of(Role.SALES_MANAGER));
    private static final By OLGA = new By("olga", "Ольга", Set.of(Role.SALES_HEAD));
    private static final ContactData IRINA = new ContactData(
            "Фёдорова Ирина",
            List.of(new Phone("+74951234567", "12")),
            List.of("Irina@Name.example"),
            "директор",
            true,
            null,
            List.of("firm-1"));

    private static Contact irina() {
        return Contact.enter("irina", IRINA, "anna", NOW);
    }

    private static Object last(Contact contact) {
        return contact.news().events().getLast();
    }

    private static ContactData named(String name) {
        return new ContactData(name, IRINA.phones(), IRINA.emails(), IRINA.position(), true, null, IRINA.companyIds());
    }

    private static ContactData withPhones(Phone... phones) {
        return new ContactData(
                IRINA.fullName(), List.of(phones), IRINA.emails(), IRINA.position(), true, null, IRINA.companyIds());
    }

    @Test
    @DisplayName("D-4 is its creator's; other systems are told no names and no phones")
    void created() {
        assertThat(irina().responsibleId()).isEqualTo("anna");
        assertThat(irina().clientStatus()).isEqualTo(ClientStatus.NONE);
        assertThat(last(irina())).isEqualTo(new ContactCreated("anna", List.of("firm-1"), List.of()));
    }

    @Test
    @DisplayName("D-2 D-9 is told apart by phone, e-mail and name, and found by its words, ё as е, and the last digits")
    void marks_and_words() {
        assertThat(irina().marks())
                .containsExactlyInAnyOrder("phone:+74951234567", "email:irina@name.example", "name:ирина федорова");
        assertThat(irina().search()).contains("федорова", "ирина", "директор", "4951234567", "4567");
        assertThat(irina().renewed()).isEqualTo(irina());
    }

    @Test
    @DisplayName("D-5 whoever is not responsible adds a phone and changes nothing; nothing different, nothing said")
    void edited() {
        Phone second = new Phone("+74957654321", null);
        Contact more = irina().edit(withPhones(IRINA.phones().getFirst(), second), true, ANNA, NOW);
        assertThat(more.data().phones()).hasSize(2);
        assertThat(((ContactUpdated) last(more)).changes().getFirst().to()).isNull();
        for (ContactData wanted : List.of(named("Иначе"), withPhones(), withPhones(second))) {
            Refused refused = catchThrowableOfType(Refused.class, () -> irina().edit(wanted, true, ANNA, NOW));
            assertThat(refused.refusal().status()).isEqualTo(403);
            assertThat(irina().edit(wanted, false, ANNA, NOW).data()).isEqualTo(wanted);
        }
        Contact same = irina();
        assertThat(same.edit(IRINA, false, ANNA, NOW)).isSameAs(same);
    }

    @Test
    @DisplayName("D-6 is nobody's when its responsible is dismissed, and says from whom it came until somebody gets it")
    void released() {
        Contact free = irina().released("anna", "d1", OLGA, NOW);
        assertThat(free.responsibleId()).isNull();
        assertThat(free.life().releasedFrom()).isEqualTo("anna");
        assertThat(last(free)).isEqualTo(new ResponsibleReleased(CardKind.CONTACT, "anna", "dismissal", "d1"));
        assertThat(free.edit(named("Иначе"), false, OLGA, NOW).life().releasedFrom())
                .isEqualTo("anna");
        Contact given = free.assign("boris", OLGA, NOW);
        assertThat(given.life().releasedFrom()).isNull();
        assertThat(last(given)).isEqualTo(new ResponsibleAssigned(CardKind.CONTACT, null, "boris", "hand", "by hand"));
        Contact others = given;
        assertThat(others.released("anna", "d1", OLGA, NOW)).isSameAs(others);
    }

    @Test
    @DisplayName("D-3 merged it is nobody's and told apart from none; the survivor has what both knew")
    void merged() {
        Contact survivor = Contact.enter(
                "kept",
                new ContactData(
                        "Федорова И.", List.of(), List.of("i@other.example"), "директор", false, null, List.of()),
                "boris",
                NOW);
        Contact gone = irina().mergedInto(survivor, OLGA, NOW);
        assertThat(gone.responsibleId()).isNull();
        assertThat(gone.marks()).isEmpty();
        assertThat(gone.search()).isEmpty();
        assertThat(last(gone)).isEqualTo(new ContactMerged("kept"));
        Contact richer = survivor.absorb(irina(), OLGA, NOW);
        assertThat(richer.responsibleId()).isEqualTo("boris");
        assertThat(richer.data().phones()).isEqualTo(IRINA.phones());
        assertThat(richer.data().emails()).contains("i@other.example", "Irina@Name.example");
        assertThat(richer.life().absorbed()).containsExactly("irina");
        assertThat(richer.absorb(irina(), OLGA, NOW)).isSameAs(richer);
    }

    @Test
    @DisplayName("D-10 what somebody said it is to us is told once; a sale says so by itself")
    void status() {
        Contact former = irina().setStatus(ClientStatus.FORMER, OLGA, NOW);
        assertThat(last(former)).isEqualTo(new ClientStatusChanged(CardKind.CONTACT, "NONE", "FORMER", "person"));
        assertThat(former.setStatus(ClientStatus.FORMER, OLGA, NOW)).isSameAs(former);
        Contact sold = former.becomes(ClientStatus.CLIENT, "won", By.SYSTEM, NOW);
        assertThat(last(sold)).isEqualTo(new ClientStatusChanged(CardKind.CONTACT, "FORMER", "CLIENT", "won"));
        assertThat(sold.becomes(ClientStatus.CLIENT, "won", By.SYSTEM, NOW)).isSameAs(sold);
    }
}
