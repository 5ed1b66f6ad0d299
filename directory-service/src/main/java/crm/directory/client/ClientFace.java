package crm.directory.client;

import crm.platform.list.Columns;
import crm.platform.security.By;
import crm.platform.store.RequestKey;
import crm.ui.Badge;
import crm.ui.Person;
import crm.ui.Section;
import crm.ui.form.Form;
import crm.ui.form.Input;
import crm.ui.form.Option;
import crm.ui.record.Row;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** How the cards of one kind look on pages, and what people type into them. The pages themselves are the same for both kinds. */
public interface ClientFace<C extends ClientCard<C>> {
    ClientCards<C> cards();

    Words words();

    /**
     * What the kind is called.
     *
     * @param base the address of its list
     * @param many контакты
     * @param one контакт
     * @param fresh Новый контакт
     * @param create Создать контакт, Создать компанию
     * @param created новый контакт, новую компанию
     * @param made контакт создан
     * @param entered внесён
     */
    record Words(
            Section section,
            String base,
            String icon,
            String many,
            String one,
            String fresh,
            String create,
            String created,
            String made,
            String entered) {}

    Person avatar(C card);

    /** What stands beside its name, apart from the client status. */
    List<Badge> badges(C card);

    /** Beside the name: a position, a kind of activity. */
    String note(C card);

    List<Phone> phones(C card);

    Columns<ClientRow<C>> columns();

    List<ClientRow<C>> rows(List<C> cards, By by);

    /** The fields in their groups, by the groups' titles. */
    Map<String, List<String>> groups();

    Field field(String name, C card, By by);

    boolean mayEdit(String name, C card, By by);

    Input input(String name, C card);

    /** Saves one field as it was typed. */
    C save(C card, String name, MultiValueMap<String, String> typed, By by);

    /** Enters a card as its form was typed. */
    C enter(MultiValueMap<String, String> typed, By by, @Nullable RequestKey key);

    /** The name of a form's field for a field of the API: phones[0].number is typed into phone. */
    String typedInto(String apiField);

    /** The fragment with the form's fields. */
    String form();

    /** What the form begins with: the text that was searched for in vain. */
    Form begun(String text);

    /** The cards of the other kind that a form names, for its field with several of them. */
    List<Option> picked(Form form);

    /** What the group of related cards is called. */
    String relatedTitle();

    /** Cards of the other kind that belong to it, for the groups of the page. */
    List<Related> related(C card, By by);

    /** A person of a company, a company of a person. */
    record Related(Person who, String url, @Nullable String note, List<Badge> badges) {}

    /** A field of the page: its row, and the values in it that are links. */
    record Field(Row row, List<Value> values) {
        public static Field of(Row row) {
            return new Field(row, List.of());
        }
    }

    /** A phone to call, an address to write to, a card to open. */
    record Value(String text, String url) {}
}
