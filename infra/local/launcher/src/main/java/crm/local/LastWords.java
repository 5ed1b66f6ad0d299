package crm.local;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Why a process ended, as far as its log tells in one line. */
final class LastWords {

    private static final Pattern PREFIX =
            Pattern.compile("^\\d{4}-\\d\\d-\\d\\d[T ]\\S+\\s+|^(ERROR|WARN|FATAL|SEVERE)\\s+|^\\[[^\\]]*\\]\\s*");
    private static final int LONGEST = 300;

    private LastWords() {}

    static String of(Path log) {
        try {
            return of(Files.readAllLines(log));
        } catch (MalformedInputException e) {
            return "its log is not text";
        } catch (IOException e) {
            return "it left no log";
        }
    }

    /** The description Spring Boot gives, else the innermost cause, else the last error, else the last line. */
    static String of(List<String> log) {
        for (int i = log.size() - 1; i >= 0; i--) {
            if (log.get(i).startsWith("Description:")) {
                return log.subList(i + 1, log.size()).stream()
                        .filter(line -> !line.isBlank())
                        .findFirst()
                        .map(LastWords::plain)
                        .orElse("");
            }
        }
        return last(log, "Caused by: .*")
                .or(() -> last(log, ".*(\\bERROR\\b|\\bFATAL\\b|\\bSEVERE\\b|Exception\\b|Error:).*"))
                .or(() -> last(log, ".*\\S.*"))
                .map(LastWords::plain)
                .orElse("it said nothing");
    }

    private static Optional<String> last(List<String> log, String pattern) {
        return log.reversed().stream().filter(line -> line.matches(pattern)).findFirst();
    }

    private static String plain(String line) {
        String text = line.strip().replaceFirst("^Caused by: ", "");
        String before;
        do {
            before = text;
            text = PREFIX.matcher(text).replaceFirst("").strip();
        } while (!text.equals(before));
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
