package crm.e2e;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The rules of accessibility (axe-core), looked after in the page itself; the content policy of the page stays as it is. */
final class Axe {
    private static final String SCRIPT = script();

    // frames are the viewer of PDFs, which is the browser's own
    private static final String FIND = """
            async only => {
              const rules = only.length ? { runOnly: { type: 'rule', values: only } } : {};
              const found = await axe.run(document, { resultTypes: ['violations'], iframes: false, ...rules });
              return found.violations
                .filter(each => ['serious', 'critical'].includes(each.impact))
                .map(each => `${each.impact} ${each.id}: ` + each.nodes.slice(0, 5)
                  .map(node => `${node.target.join(' ')} ${node.html.slice(0, 120)} ${node.any[0]?.message ?? ''}`).join('; '));
            }""";

    private Axe() {}

    /** Serious and critical findings of all rules. */
    static List<String> findings(Page page) {
        return find(page, List.of());
    }

    /** The same of what depends on the theme. */
    static List<String> contrast(Page page) {
        return find(page, List.of("color-contrast"));
    }

    @SuppressWarnings("unchecked")
    private static List<String> find(Page page, List<String> rules) {
        if (page.evaluate("typeof axe").equals("undefined")) {
            page.evaluate(SCRIPT);
        }
        return (List<String>) page.evaluate(FIND, rules);
    }

    private static String script() {
        try (InputStream script = Objects.requireNonNull(Axe.class.getResourceAsStream("/axe.min.js"))) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
