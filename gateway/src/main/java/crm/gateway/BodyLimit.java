package crm.gateway;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses bodies that are too large: 50 MB (and a little for the envelope) where files go up, 1 MB elsewhere. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class BodyLimit extends OncePerRequestFilter {

    private static final long MEGABYTE = 1024 * 1024;
    private final Problems problems;

    BodyLimit(Problems problems) {
        this.problems = problems;
    }

    /** A body turned out larger than its limit while it was read. */
    static final class TooLarge extends IOException {
        TooLarge() {
            super("body too large");
        }
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long limit = limit(request);
        if (request.getContentLengthLong() > limit) {
            problems.write(response, Problems.TOO_LARGE);
            return;
        }
        var counted = request.getContentLengthLong() < 0 ? new Counted(request, limit) : request;
        try {
            chain.doFilter(counted, response);
        } catch (IOException | ServletException | RuntimeException e) {
            if (!(counted instanceof Counted body && body.exceeded) || response.isCommitted()) {
                throw e;
            }
            problems.write(response, Problems.TOO_LARGE);
        }
    }

    private static long limit(HttpServletRequest request) {
        String path = request.getRequestURI();
        String type = request.getContentType();
        boolean files = path.equals("/api/files") || path.startsWith("/api/files/");
        boolean documents = (path.startsWith("/api/documents/")
                        || path.startsWith("/api/templates")
                        || path.startsWith("/documents/")
                        || path.startsWith("/templates"))
                && type != null
                && type.startsWith("multipart/form-data");
        return files || documents ? 50 * MEGABYTE + 64 * 1024 : MEGABYTE;
    }

    /** Whether this or what caused it is a body that was too large. */
    static boolean causedBy(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TooLarge) {
                return true;
            }
        }
        return false;
    }

    private static final class Counted extends HttpServletRequestWrapper {

        private final long limit;
        private boolean exceeded;

        Counted(HttpServletRequest request, long limit) {
            super(request);
            this.limit = limit;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            var body = super.getInputStream();
            return new ServletInputStream() {
                private long read;

                @Override
                public int read() throws IOException {
                    int next = body.read();
                    count(next < 0 ? 0 : 1);
                    return next;
                }

                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    int count = body.read(buffer, offset, length);
                    count(Math.max(0, count));
                    return count;
                }

                private void count(int more) throws IOException {
                    read += more;
                    if (read > limit) {
                        exceeded = true;
                        throw new TooLarge();
                    }
                }

                @Override
                public boolean isFinished() {
                    return body.isFinished();
                }

                @Override
                public boolean isReady() {
                    return body.isReady();
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    body.setReadListener(listener);
                }
            };
        }
    }
}
