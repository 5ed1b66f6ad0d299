package crm.documents.file;

import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.gridfs.GridFSBucket;
import com.mongodb.client.gridfs.GridFSBuckets;
import com.mongodb.client.gridfs.model.GridFSUploadOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import crm.platform.store.Ids;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.BsonString;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/**
 * Files in the store, in chunks (GridFS). A file is written before the document that names it; until somebody has seen that
 * one does, it is loose, and a loose one that nobody names is removed.
 */
@Component
public class Files {
    private static final String BUCKET = "files";
    private static final String LOOSE = "metadata.loose";

    private final MongoTemplate mongo;
    private final Clock clock;

    Files(MongoTemplate mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
        described().createIndex(Indexes.ascending(LOOSE), new IndexOptions().sparse(true));
    }

    /** A file that nobody has been seen to name yet. */
    public record Loose(String id, String documentId) {}

    /** Its id: a new one each time, so that two who write the same version do not meet. */
    public String put(String documentId, String name, byte[] content) {
        String id = Ids.next();
        bucket().uploadFromStream(
                        new BsonString(id),
                        name,
                        new ByteArrayInputStream(content),
                        new GridFSUploadOptions()
                                .metadata(new Document("document", documentId)
                                        .append("loose", Date.from(clock.instant()))));
        return id;
    }

    public byte[] content(String id) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        bucket().downloadToStream(new BsonString(id), out);
        return out.toByteArray();
    }

    /** Those loose for longer than this. */
    public List<Loose> loose(Duration longerThan, int most) {
        return described()
                .find(lt(LOOSE, Date.from(clock.instant().minus(longerThan))))
                .limit(most)
                .map(file -> new Loose(
                        file.getString("_id"),
                        file.get("metadata", Document.class).getString("document")))
                .into(new ArrayList<>());
    }

    /** A document names it: it stays. */
    public void keep(String id) {
        described().updateOne(Filters.eq("_id", id), Updates.unset(LOOSE));
    }

    public void remove(String id) {
        bucket().delete(new BsonString(id));
    }

    private MongoCollection<Document> described() {
        return mongo.getCollection(BUCKET + ".files");
    }

    private GridFSBucket bucket() {
        return GridFSBuckets.create(mongo.getDb(), BUCKET);
    }
}
