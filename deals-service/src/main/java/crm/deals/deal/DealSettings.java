package crm.deals.deal;

import crm.platform.setting.Setting;
import crm.platform.setting.Settings;
import java.util.List;
import org.springframework.stereotype.Component;

/** What is decided about deals, as the rules ask for it. */
@Component
class DealSettings {
    static final Setting<Boolean> WHOLE_SUM = Setting.flag("whole-sum", SaleTerms.USUAL.wholeSum());
    static final Setting<Boolean> UNCONFIRMED_COUNTS =
            Setting.flag("unconfirmed-counts", SaleTerms.USUAL.unconfirmedCounts());
    /** What a manager is to have paid in a month, in whole roubles; 0 for no plan. */
    static final Setting<Integer> MONTH_PLAN = Setting.number("month-plan", 0, 0, 999_999_999);

    /** All of them, in the order of their page. */
    static final List<Setting<?>> ALL = List.of(WHOLE_SUM, UNCONFIRMED_COUNTS, MONTH_PLAN);

    private final Settings settings;

    DealSettings(Settings settings) {
        this.settings = settings;
    }

    SaleTerms terms() {
        return new SaleTerms(settings.get(WHOLE_SUM), settings.get(UNCONFIRMED_COUNTS));
    }

    int monthPlan() {
        return settings.get(MONTH_PLAN);
    }
}
