package crm.local.store;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.h2.mvstore.type.DataType;
import org.jspecify.annotations.Nullable;

/** How keys, documents and index entries are written into the file, and how much memory they take while cached. */
final class BsonTypes {

    /** A document's {@code _id}. */
    static final DataType<Object> KEY = new KeyType();

    /** A document. */
    static final DataType<Stored> DOCUMENT = new DocumentType();

    /** The values of an index's fields and, last, the key of the document they are from. */
    static final DataType<Object[]> ENTRY = new EntryType();

    /** The value of a map that is a set. */
    static final DataType<Boolean> NOTHING = new NothingType();

    private BsonTypes() {}

    /** Bytes of heap the value takes, near enough for a cache to stay within its size. */
    static int heapSize(@Nullable Object value) {
        return switch (value) {
            case null -> 0;
            case String text -> 48 + 2 * text.length();
            case BinData data -> 32 + data.getData().length;
            case Map<?, ?> document -> {
                int size = 80;
                for (Map.Entry<?, ?> entry : document.entrySet()) {
                    size += 96 + heapSize(entry.getValue());
                }
                yield size;
            }
            case Collection<?> list -> {
                int size = 48;
                for (Object element : list) {
                    size += 8 + heapSize(element);
                }
                yield size;
            }
            default -> 32;
        };
    }

    private static void writeValue(ByteBuf out, @Nullable Object given) {
        Object value = given instanceof Missing ? null : given;
        byte type = BsonEncoder.determineType(value);
        out.writeByte(type);
        BsonEncoder.encodeValue(type, value, out);
    }

    private static @Nullable Object readValue(ByteBuf in) {
        return BsonDecoder.decodeValue(in.readByte(), in);
    }

    private static void put(WriteBuffer out, ByteBuf bytes) {
        out.putVarInt(bytes.readableBytes());
        out.put(bytes.array(), bytes.arrayOffset() + bytes.readerIndex(), bytes.readableBytes());
    }

    private static ByteBuf get(ByteBuffer in) {
        byte[] bytes = new byte[DataUtils.readVarInt(in)];
        in.get(bytes);
        return Unpooled.wrappedBuffer(bytes);
    }

    private static final class KeyType extends BasicDataType<Object> {

        @Override
        public int compare(Object a, Object b) {
            return BsonOrder.compare(a, b);
        }

        @Override
        public int getMemory(Object key) {
            return heapSize(key);
        }

        @Override
        public void write(WriteBuffer out, Object key) {
            ByteBuf bytes = Unpooled.buffer(64);
            writeValue(bytes, key);
            put(out, bytes);
        }

        @Override
        public Object read(ByteBuffer in) {
            return Missing.ofNullable(readValue(get(in)));
        }

        @Override
        public Object[] createStorage(int size) {
            return new Object[size];
        }
    }

    private static final class DocumentType extends BasicDataType<Stored> {

        @Override
        public int getMemory(Stored document) {
            return 40 + document.bytes().length;
        }

        /** Sizes vary too much for sampling: the chunks of a file are a hundred times a card. */
        @Override
        public boolean isMemoryEstimationAllowed() {
            return false;
        }

        @Override
        public void write(WriteBuffer out, Stored document) {
            out.putVarInt(document.bytes().length);
            out.put(document.bytes());
        }

        @Override
        public Stored read(ByteBuffer in) {
            byte[] bson = new byte[DataUtils.readVarInt(in)];
            in.get(bson);
            return new Stored(bson);
        }

        @Override
        public Stored[] createStorage(int size) {
            return new Stored[size];
        }
    }

    private static final class EntryType extends BasicDataType<Object[]> {

        @Override
        public int compare(Object[] a, Object[] b) {
            return BsonOrder.compare(a, b);
        }

        @Override
        public int getMemory(Object[] entry) {
            int size = 24;
            for (Object value : entry) {
                size += 8 + heapSize(value);
            }
            return size;
        }

        @Override
        public void write(WriteBuffer out, Object[] entry) {
            ByteBuf bytes = Unpooled.buffer(128);
            for (Object value : entry) {
                writeValue(bytes, value);
            }
            out.putVarInt(entry.length);
            put(out, bytes);
        }

        @Override
        public Object[] read(ByteBuffer in) {
            Object[] entry = new Object[DataUtils.readVarInt(in)];
            ByteBuf bytes = get(in);
            for (int i = 0; i < entry.length; i++) {
                entry[i] = readValue(bytes);
            }
            return entry;
        }

        @Override
        public Object[][] createStorage(int size) {
            return new Object[size][];
        }
    }

    private static final class NothingType extends BasicDataType<Boolean> {

        @Override
        public int getMemory(Boolean nothing) {
            return 0;
        }

        @Override
        public void write(WriteBuffer out, Boolean nothing) {}

        @Override
        public Boolean read(ByteBuffer in) {
            return Boolean.TRUE;
        }

        @Override
        public Boolean[] createStorage(int size) {
            return new Boolean[size];
        }
    }
}
