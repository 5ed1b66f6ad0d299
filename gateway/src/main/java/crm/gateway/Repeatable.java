package crm.gateway;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A request that may have to be sent twice: a body of usual size is kept, a larger one is repeatable until it is read. */
final class Repeatable extends HttpServletRequestWrapper {

    private static final int KEPT = 1024 * 1024;

    private final byte @Nullable [] body;
    private boolean begun;

    Repeatable(HttpServletRequest request) throws IOException {
        super(request);
        long length = request.getContentLengthLong();
        this.body = length > 0 && length <= KEPT ? request.getInputStream().readAllBytes() : null;
    }

    /** Whether nothing of it is lost. */
    boolean isWhole() {
        return body != null || !begun;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return body == null ? new Once(super.getInputStream()) : new Kept(new ByteArrayInputStream(body));
    }

    private final class Once extends ServletInputStream {

        private final ServletInputStream stream;

        private Once(ServletInputStream stream) {
            this.stream = stream;
        }

        @Override
        public int read() throws IOException {
            begun = true;
            return stream.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            begun = true;
            return stream.read(buffer, offset, length);
        }

        @Override
        public boolean isFinished() {
            return stream.isFinished();
        }

        @Override
        public boolean isReady() {
            return stream.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            stream.setReadListener(listener);
        }
    }

    private static final class Kept extends ServletInputStream {

        private final ByteArrayInputStream bytes;

        private Kept(ByteArrayInputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            return bytes.read(buffer, offset, length);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("read at once");
        }
    }
}
