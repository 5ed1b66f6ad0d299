package crm.ui;

import java.time.Clock;
import java.util.Set;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.dialect.AbstractProcessorDialect;
import org.thymeleaf.dialect.IExpressionObjectDialect;
import org.thymeleaf.expression.IExpressionObjectFactory;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.processor.IProcessor;
import org.thymeleaf.processor.element.AbstractElementTagProcessor;
import org.thymeleaf.processor.element.IElementTagStructureHandler;
import org.thymeleaf.templatemode.TemplateMode;

/**
 * What templates may say beyond Thymeleaf's own: {@code #ru} (formats), {@code #ui} (labels, fields, addresses) and the
 * tag {@code <c:icon name="phone" class="is-sm"/>}.
 */
final class CrmDialect extends AbstractProcessorDialect implements IExpressionObjectDialect {

    private final Assets assets;
    private final Clock clock;

    CrmDialect(Assets assets, Clock clock) {
        super("CRM", "c", 1000);
        this.assets = assets;
        this.clock = clock;
    }

    @Override
    public Set<IProcessor> getProcessors(String prefix) {
        return Set.of(new IconTag(prefix, assets));
    }

    @Override
    public IExpressionObjectFactory getExpressionObjectFactory() {
        return new IExpressionObjectFactory() {
            @Override
            public Set<String> getAllExpressionObjectNames() {
                return Set.of("ru", "ui");
            }

            @Override
            public Object buildObject(IExpressionContext context, String name) {
                var zone = context.getVariable("shell") instanceof Shell shell ? shell.zone() : Shell.ZONE;
                return name.equals("ru")
                        ? new Ru(zone, clock)
                        : new Ui(assets, context instanceof ITemplateContext template ? template : null);
            }

            @Override
            public boolean isCacheable(String name) {
                return true;
            }
        };
    }

    private static final class IconTag extends AbstractElementTagProcessor {

        private static final int AFTER_ALL_ATTRIBUTES = 100_000;
        private final Assets assets;

        IconTag(String prefix, Assets assets) {
            super(TemplateMode.HTML, prefix, "icon", true, null, false, AFTER_ALL_ATTRIBUTES);
            this.assets = assets;
        }

        @Override
        protected void doProcess(
                ITemplateContext context, IProcessableElementTag tag, IElementTagStructureHandler structure) {
            String name = tag.getAttributeValue("name");
            String more = tag.getAttributeValue("class");
            if (name == null || !name.matches("[a-z0-9-]+")) {
                throw new IllegalArgumentException("<c:icon> needs the name of an icon, not " + name);
            }
            structure.replaceWith(
                    "<svg class=\"ti" + (more == null ? "" : " " + org.unbescape.html.HtmlEscape.escapeHtml5Xml(more))
                            + "\" aria-hidden=\"true\"><use href=\"" + assets.icon(name) + "\"></use></svg>",
                    false);
        }
    }
}
