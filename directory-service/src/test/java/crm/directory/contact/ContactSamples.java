package crm.directory.contact;

import crm.directory.client.Phone;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Contacts as a sales department has them by the thousand, and what people type to find one. */
public final class ContactSamples {
    private static final String[] LAST = {
        "Иванов", "Смирнов", "Кузнецов", "Попов", "Васильев", "Петров", "Соколов", "Михайлов", "Новиков", "Фёдоров",
        "Морозов", "Волков", "Алексеев", "Лебедев", "Семёнов", "Егоров", "Павлов", "Козлов", "Степанов", "Николаев",
        "Орлов", "Андреев", "Макаров", "Никитин", "Захаров", "Зайцев", "Соловьёв", "Борисов", "Яковлев", "Григорьев"
    };
    private static final String[] FIRST = {
        "Иван", "Пётр", "Алексей", "Дмитрий", "Сергей", "Андрей", "Михаил", "Николай", "Фёдор", "Егор", "Павел",
        "Степан", "Роман", "Олег", "Игорь", "Виктор", "Кирилл", "Артём", "Максим", "Глеб"
    };
    private static final String[] MIDDLE = {
        "Иванович",
        "Петрович",
        "Алексеевич",
        "Дмитриевич",
        "Сергеевич",
        "Андреевич",
        "Михайлович",
        "Николаевич",
        "Фёдорович",
        "Егорович"
    };
    private static final String[] POSITIONS = {"директор", "маркетолог", "ЛПР, владелец", "бухгалтер", "менеджер"};

    private ContactSamples() {}

    public static Contact random(int number, String responsibleId, Random random) {
        String name = any(LAST, random) + " " + any(FIRST, random) + " " + any(MIDDLE, random);
        ContactData data = new ContactData(
                name,
                List.of(new Phone("+79%09d".formatted(random.nextInt(1_000_000_000)), null)),
                List.of("client" + number + "@company" + number % 5000 + ".example"),
                any(POSITIONS, random),
                number % 3 == 0,
                null,
                List.of());
        Contact contact = Contact.enter(
                "figure-" + number, data, responsibleId, Instant.now().minusSeconds(number));
        return number % 10 == 0
                ? contact
                : contact.with("owner-" + number % 50, contact.clientStatus(), contact.life());
    }

    private static String any(String[] texts, Random random) {
        return texts[random.nextInt(texts.length)];
    }

    public static String beginning(Random random) {
        String name = any(LAST, random);
        return name.substring(0, 1 + random.nextInt(name.length()));
    }

    public static String twoWords(Random random) {
        return any(FIRST, random).substring(0, 3) + " " + any(LAST, random).replace('ё', 'е');
    }

    public static String wholeName(Random random) {
        return any(MIDDLE, random) + " " + any(LAST, random) + " " + any(FIRST, random);
    }

    public static String phone(Random random) {
        return "8 (9%02d) %d".formatted(random.nextInt(100), random.nextInt(1000));
    }

    public static String lastDigits(Random random) {
        return "%04d".formatted(random.nextInt(10_000));
    }
}
