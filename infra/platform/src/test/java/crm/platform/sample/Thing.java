package crm.platform.sample;

import crm.events.CompanyCreated;
import crm.events.CompanyUpdated;
import crm.events.DirectoryEvent;
import crm.platform.store.Aggregate;
import crm.platform.store.News;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The simplest aggregate: a counter that tells of every step. */
public record Thing(
        String id,
        @Nullable Long version,
        long sequence,
        int count,
        @Nullable String note,
        BigDecimal sum,
        News<DirectoryEvent> news)
        implements Aggregate {

    public Thing {
        news = news == null ? News.none() : news;
    }

    public static Thing make(String id) {
        return new Thing(
                id,
                null,
                0,
                0,
                "new",
                new BigDecimal("0.10"),
                News.<DirectoryEvent>none().and(new CompanyCreated("Thing", "anna", List.of())));
    }

    public Thing step(@Nullable String note) {
        return new Thing(
                id,
                version,
                sequence,
                count + 1,
                note,
                sum,
                news.and(new CompanyUpdated(List.of(), "" + (count + 1), List.of())));
    }
}
