package crm.local;

/** Something a person can mend: one line that says what is wrong and what to do. */
final class Trouble extends RuntimeException {

    Trouble(String whatAndWhatToDo) {
        super(whatAndWhatToDo);
    }
}
