package crm.deals.page;

import crm.deals.deal.Deal;
import crm.deals.deal.Deals;
import crm.deals.deal.Line;
import crm.deals.deal.Product;
import crm.deals.deal.Rights;
import crm.platform.refusal.Problems;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.store.Expected;
import crm.ui.HxTrigger;
import crm.ui.Ru;
import crm.ui.form.Option;
import jakarta.servlet.http.HttpServletResponse;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The products of a deal (S-4): all lines are sent together. */
@Controller
class LinePages {
    private static final Pattern FIELD = Pattern.compile("lines\\[(\\d{1,4})]\\.\\w+");

    private final Deals deals;
    private final Problems words;
    private final Ru ru;

    LinePages(Deals deals, Problems words, Ru ru) {
        this.deals = deals;
        this.words = words;
        this.ru = ru;
    }

    /** The panel of products: {@code edit} when this reader may change them now, {@code most} lines at most. */
    record Products(String id, List<Shown> lines, BigDecimal total, boolean edit, List<Option> choices, int most) {}

    /** A line as it stands in the fields. */
    record Shown(
            String product, String label, String price, String quantity, String discount, String cost, String total) {}

    Products products(Deal deal, Rights rights) {
        return new Products(
                deal.id(),
                deal.lines().stream().map(this::shown).toList(),
                deal.total(),
                rights.price(),
                Stream.of(Product.values())
                        .map(product -> Option.of(product.name(), label(product)))
                        .toList(),
                Deal.LINES);
    }

    private Shown shown(Line line) {
        return new Shown(
                line.product().name(),
                label(line.product()),
                ru.amount(line.price()),
                ru.number(line.quantity()),
                line.discount().signum() == 0 ? "" : ru.number(line.discount()),
                ru.amount(line.cost()),
                ru.amount(line.total()));
    }

    private String label(Product product) {
        return words.words("deal.product." + product);
    }

    @GetMapping("/deals/{id}/lines")
    String lines(@PathVariable String id, By by, Model model) {
        return panel(deals.card(id, by), by, model);
    }

    @PostMapping("/deals/{id}/lines")
    String save(
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> sent,
            By by,
            Model model,
            HttpServletResponse response) {
        Deal deal = deals.priced(id, lines(sent), by, Expected.ANY);
        response.setHeader(
                HxTrigger.HEADER,
                Answers.trigger(id)
                        .toast("Услуги сохранены, сумма " + ru.sum(deal.total()))
                        .value());
        return panel(deal, by, model);
    }

    private String panel(Deal deal, By by, Model model) {
        model.addAttribute("products", products(deal, deals.rights(deal, by)));
        return "deal/lines :: panel(products=${products})";
    }

    private static List<Line> lines(MultiValueMap<String, String> sent) {
        SortedSet<Integer> places = new TreeSet<>();
        sent.keySet().forEach(name -> {
            Matcher field = FIELD.matcher(name);
            if (field.matches()) {
                places.add(Integer.valueOf(field.group(1)));
            }
        });
        if (places.size() > Deal.LINES) {
            throw Refusals.invalid("lines", "too-many", Deal.LINES);
        }
        Typed typed = new Typed(sent);
        List<Line> lines = new ArrayList<>();
        for (int place : places) {
            String field = "lines[" + place + "]";
            lines.add(Line.of(
                    field,
                    typed.one(Product.class, field + ".product"),
                    typed.amount(field + ".price"),
                    typed.amount(field + ".quantity"),
                    typed.amount(field + ".discount"),
                    typed.amount(field + ".cost")));
        }
        return lines;
    }
}
