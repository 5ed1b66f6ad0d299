package crm.activity.meeting;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Who opens rooms for online meetings, where one is configured (T-13): a service in which an address is a room, as Jitsi Meet's is.
 * Nobody is asked: whoever knows the address gets in, so the name in it is one nobody guesses.
 *
 * @param pattern an address with {@value #ROOM} in it; blank for none
 */
record Provider(String pattern) {
    private static final String ROOM = "{room}";
    /** Without those that are taken for another when the name is read out. */
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz";

    private static final int GROUPS = 5;
    private static final int IN_GROUP = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    Provider {
        if (!pattern.isBlank() && !(Rooms.isLink(pattern) && pattern.contains(ROOM))) {
            throw new IllegalStateException(
                    "CRM_MEETING_LINK is to be an address with {room} in it, such as https://meet.example/{room}");
        }
    }

    boolean isThere() {
        return !pattern.isBlank();
    }

    /** A new one, of 90 bits; empty while there is no provider. */
    Optional<String> room() {
        return isThere() ? Optional.of(pattern.replace(ROOM, name())) : Optional.empty();
    }

    private static String name() {
        return IntStream.range(0, GROUPS).mapToObj(group -> letters()).collect(Collectors.joining("-"));
    }

    private static String letters() {
        return RANDOM.ints(IN_GROUP, 0, LETTERS.length())
                .mapToObj(LETTERS::charAt)
                .map(String::valueOf)
                .collect(Collectors.joining());
    }
}
