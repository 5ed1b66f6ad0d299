package crm.local.store;

import de.bwaldvogel.mongo.backend.AbstractCursor;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;

/** The rest of a query's result, read on as the client asks for it. */
final class ResultCursor extends AbstractCursor {

    /** A driver refuses answers beyond 48 MB; less takes less memory while it is encoded, and hardly more time. */
    private static final int MAX_BATCH_BYTES = 4 << 20;

    private final Iterator<Document> documents;
    private final UnaryOperator<List<Document>> projection;

    ResultCursor(long id, Iterator<Document> documents, UnaryOperator<List<Document>> projection) {
        super(id);
        this.documents = documents;
        this.projection = projection;
    }

    @Override
    public synchronized boolean isEmpty() {
        return !documents.hasNext();
    }

    @Override
    public synchronized List<Document> takeDocuments(int max) {
        List<Document> batch = new ArrayList<>();
        int size = 0;
        while (batch.size() < max && size < MAX_BATCH_BYTES && documents.hasNext()) {
            Document document = documents.next();
            size += BsonTypes.heapSize(document);
            batch.add(document);
        }
        return projection.apply(batch);
    }
}
