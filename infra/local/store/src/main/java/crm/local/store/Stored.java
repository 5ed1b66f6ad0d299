package crm.local.store;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document as it stands in the file. It is decoded each time it is read, and only as far as that needs: bytes take a third
 * of the memory of a decoded document, and nobody can change what others read.
 */
final class Stored {

    private static final byte DOCUMENT = 0x03;
    private static final byte ARRAY = 0x04;

    /** Names of fields of the top level, for reading only these. */
    static final class Fields {

        private final List<byte[]> names;

        Fields(Collection<String> names) {
            this.names = names.stream()
                    .distinct()
                    .map(name -> name.getBytes(StandardCharsets.UTF_8))
                    .toList();
        }

        private boolean contains(byte[] bson, int from, int to) {
            for (byte[] name : names) {
                if (Arrays.equals(name, 0, name.length, bson, from, to)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Leads to a value, such as {@code seen.next.dueAt}. */
    static final class Path {

        private final String text;
        private final List<byte[]> names;

        Path(String text) {
            this.text = text;
            this.names = Arrays.stream(text.split("\\."))
                    .map(name -> name.getBytes(StandardCharsets.UTF_8))
                    .toList();
        }
    }

    private final byte[] bson;

    Stored(byte[] bson) {
        this.bson = bson;
    }

    static Stored of(Document document) {
        ByteBuf bytes = Unpooled.buffer(1024);
        BsonEncoder.encodeDocument(document, bytes);
        byte[] bson = new byte[bytes.readableBytes()];
        bytes.readBytes(bson);
        return new Stored(bson);
    }

    byte[] bytes() {
        return bson;
    }

    /** The whole document. */
    Document document() {
        return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bson));
    }

    /** A document of these fields only, as far as they are there. */
    Document document(Fields fields) {
        Document document = new Document();
        int position = Integer.BYTES;
        while (bson[position] != 0) {
            byte type = bson[position++];
            int name = position;
            position = end(name);
            int value = position + 1;
            int size = size(type, value);
            if (fields.contains(bson, name, position)) {
                document.put(
                        new String(bson, name, position - name, StandardCharsets.UTF_8),
                        BsonDecoder.decodeValue(type, Unpooled.wrappedBuffer(bson, value, size)));
            }
            position = value + size;
        }
        return document;
    }

    /** What an aggregation's {@code $path} sees in this document; {@link Missing} where nothing stands. */
    @Nullable
    Object value(Path path) {
        int within = 0;
        for (Iterator<byte[]> names = path.names.iterator(); ; ) {
            byte[] name = names.next();
            int element = element(within, name);
            if (element < 0) {
                return Missing.getInstance();
            }
            byte type = bson[element];
            int value = element + 1 + name.length + 1;
            if (!names.hasNext()) {
                return BsonDecoder.decodeValue(type, Unpooled.wrappedBuffer(bson, value, size(type, value)));
            }
            if (type == ARRAY) {
                return Utils.getSubdocumentValueCollectionAware(document(), path.text);
            }
            if (type != DOCUMENT) {
                return Missing.getInstance();
            }
            within = value;
        }
    }

    /** Where the element of this name begins in the document that begins there; less than 0 when it has none. */
    private int element(int within, byte[] name) {
        int position = within + Integer.BYTES;
        while (bson[position] != 0) {
            int end = end(position + 1);
            if (Arrays.equals(name, 0, name.length, bson, position + 1, end)) {
                return position;
            }
            position = end + 1 + size(bson[position], end + 1);
        }
        return -1;
    }

    /** Bytes of a value, by the BSON specification, <a href="https://bsonspec.org/spec.html">bsonspec.org</a>. */
    private int size(byte type, int position) {
        return switch (type) {
            case 0x06, 0x0A, 0x7F, (byte) 0xFF -> 0;
            case 0x08 -> 1;
            case 0x10 -> 4;
            case 0x01, 0x09, 0x11, 0x12 -> 8;
            case 0x07 -> 12;
            case 0x13 -> 16;
            case 0x02, 0x0D, 0x0E -> 4 + int32(position);
            case 0x03, 0x04, 0x0F -> int32(position);
            case 0x05 -> 5 + int32(position);
            case 0x0B -> end(end(position) + 1) + 1 - position;
            default -> throw new IllegalStateException("no BSON type: " + type);
        };
    }

    private int end(int position) {
        int end = position;
        while (bson[end] != 0) {
            end++;
        }
        return end;
    }

    private int int32(int position) {
        return (bson[position] & 0xFF)
                | (bson[position + 1] & 0xFF) << 8
                | (bson[position + 2] & 0xFF) << 16
                | (bson[position + 3] & 0xFF) << 24;
    }
}
