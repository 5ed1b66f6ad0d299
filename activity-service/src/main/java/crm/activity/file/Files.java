package crm.activity.file;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.gridfs.GridFSBucket;
import com.mongodb.client.gridfs.GridFSBuckets;
import com.mongodb.client.gridfs.model.GridFSUploadOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import com.mongodb.client.result.UpdateResult;
import crm.platform.refusal.Refused;
import crm.platform.store.Ids;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.tika.Tika;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.bson.BsonString;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/**
 * Files in the store, in chunks (GridFS). Before the first chunk an upload is noted down, and the note goes when the file is
 * attached: whatever a crash or a change of mind leaves is found by its note and removed ({@link #removeLoose}).
 */
@Component
public class Files {
    private static final String BUCKET = "files";
    private static final String UPLOADS = "uploads";
    private static final String OWNER = "metadata.owner";
    private static final String ACTIVITY = "metadata.activity";
    private static final String CLAIMED = "metadata.claimedAt";
    private static final Duration WRITTEN_WITHIN = Duration.ofMinutes(1);
    private static final Tika TYPES = new Tika();

    private final MongoTemplate mongo;
    private final Clock clock;

    Files(MongoTemplate mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
        uploads().createIndex(Indexes.ascending("at"));
    }

    /**
     * Keeps what was sent, read once and not held in memory.
     *
     * @throws Refused 400 if it broke off; nothing of it stays then
     */
    public StoredFile put(MultipartFile sent, String name, String owner) {
        String id = Ids.next();
        Date now = Date.from(clock.instant());
        uploads().insertOne(new Document("_id", id).append("at", now));
        try (InputStream bytes = sent.getInputStream()) {
            String type = type(sent, name);
            bucket().uploadFromStream(
                            new BsonString(id),
                            name,
                            bytes,
                            new GridFSUploadOptions()
                                    .metadata(new Document("owner", owner)
                                            .append("type", type)
                                            .append("at", now)));
            return new StoredFile(id, name, sent.getSize(), type, owner, now.toInstant(), null);
        } catch (IOException brokenOff) {
            remove(id);
            throw new Refused(new FileRefusal.BrokenOff());
        }
    }

    private static String type(MultipartFile sent, String name) throws IOException {
        Metadata named = new Metadata();
        named.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
        try (TikaInputStream beginning = TikaInputStream.get(sent.getInputStream())) {
            return TYPES.detect(beginning, named);
        }
    }

    public Optional<StoredFile> find(String id) {
        return findAll(List.of(id)).stream().findFirst();
    }

    /** Those there are, in no order. */
    public List<StoredFile> findAll(Collection<String> ids) {
        return ids.isEmpty()
                ? List.of()
                : described().find(in("_id", ids)).map(Files::read).into(new ArrayList<>());
    }

    private static StoredFile read(Document file) {
        Document about = file.get("metadata", Document.class);
        return new StoredFile(
                file.getString("_id"),
                file.getString("filename"),
                file.getLong("length"),
                about.getString("type"),
                about.getString("owner"),
                about.getDate("at").toInstant(),
                about.getString("activity"));
    }

    /** The bytes, chunk by chunk; parts that are skipped are not read. */
    public InputStream open(String id) {
        return bucket().openDownloadStream(new BsonString(id));
    }

    /**
     * Attaches files to an activity that is about to be written, all or none; the same again changes nothing.
     *
     * @param written whether an activity of an id is there: a file claimed for one that a crash left unwritten is free again
     * @throws Refused if one is not his, or attached to something else
     */
    public void attach(Collection<String> ids, String owner, String activityId, Predicate<String> written) {
        List<String> taken = new ArrayList<>();
        for (String id : ids) {
            Document file = described().find(eq("_id", id)).first();
            String before = file == null ? null : read(file).activityId();
            if (file == null || !isFree(file, activityId, written) || !claim(id, owner, before, activityId)) {
                taken.forEach(each -> release(each, activityId));
                throw new Refused(new FileRefusal.NotYours());
            }
            if (!activityId.equals(before)) {
                taken.add(id);
            }
        }
    }

    private boolean isFree(Document file, String activityId, Predicate<String> written) {
        String before = read(file).activityId();
        if (before == null || before.equals(activityId)) {
            return true;
        }
        Date claimed = file.get("metadata", Document.class).getDate("claimedAt");
        boolean overdue = claimed.toInstant().isBefore(clock.instant().minus(WRITTEN_WITHIN));
        return overdue && !written.test(before);
    }

    private boolean claim(String id, String owner, @Nullable String before, String activityId) {
        Bson free = or(eq(ACTIVITY, before), eq(ACTIVITY, activityId));
        UpdateResult claimed = described()
                .updateOne(
                        and(eq("_id", id), eq(OWNER, owner), free),
                        Updates.combine(
                                Updates.set(ACTIVITY, activityId), Updates.set(CLAIMED, Date.from(clock.instant()))));
        return claimed.getMatchedCount() > 0;
    }

    private void release(String id, String activityId) {
        described().updateOne(and(eq("_id", id), eq(ACTIVITY, activityId)), Updates.unset(ACTIVITY));
    }

    /** The activity is written: its files stay. */
    public void keep(Collection<String> ids) {
        if (!ids.isEmpty()) {
            uploads().deleteMany(in("_id", ids));
        }
    }

    /**
     * Removes what was uploaded longer ago and is attached to nothing, whole or in pieces.
     *
     * @param written whether an activity of an id is there
     * @return how many
     */
    public int removeLoose(Duration longerThan, int most, Predicate<String> written) {
        int removed = 0;
        Bson old = lt("at", Date.from(clock.instant().minus(longerThan)));
        for (Document upload : uploads().find(old).limit(most).into(new ArrayList<>())) {
            String id = upload.getString("_id");
            String activity = find(id).map(StoredFile::activityId).orElse(null);
            if (activity != null && written.test(activity)) {
                keep(List.of(id));
            } else {
                remove(id);
                removed++;
            }
        }
        return removed;
    }

    private void remove(String id) {
        described().deleteOne(eq("_id", id));
        mongo.getCollection(BUCKET + ".chunks").deleteMany(eq("files_id", id));
        uploads().deleteOne(eq("_id", id));
    }

    private MongoCollection<Document> described() {
        return mongo.getCollection(BUCKET + ".files");
    }

    private MongoCollection<Document> uploads() {
        return mongo.getCollection(UPLOADS);
    }

    private GridFSBucket bucket() {
        return GridFSBuckets.create(mongo.getDb(), BUCKET);
    }
}
