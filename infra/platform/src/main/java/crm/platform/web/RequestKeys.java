package crm.platform.web;

import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.store.RequestKey;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/** Reads the {@code Idempotency-Key} of a request, together with a hash of its body. */
public final class RequestKeys extends OncePerRequestFilter {
    static final String HEADER = "Idempotency-Key";
    private static final String BODY = RequestKeys.class.getName() + ".body";
    private static final int LONGEST_KEY = 200;
    private static final int LARGEST_BODY = 1 << 20;

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getHeader(HEADER) == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isForm(request)) {
            // the container reads a form itself, once: its parameters are what was sent
            request.setAttribute(BODY, hash(parameters(request)));
            chain.doFilter(request, response);
            return;
        }
        byte[] body = request.getInputStream().readNBytes(LARGEST_BODY + 1);
        request.setAttribute(BODY, HexFormat.of().formatHex(sha256().digest(body)));
        chain.doFilter(new Repeated(request, body), response);
    }

    private static boolean isForm(HttpServletRequest request) {
        String type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
        return type.startsWith("application/x-www-form-urlencoded") || type.startsWith("multipart/");
    }

    private static String parameters(HttpServletRequest request) {
        StringBuilder all = new StringBuilder();
        new TreeMap<>(request.getParameterMap())
                .forEach((name, values) -> all.append(name)
                        .append('=')
                        .append(String.join("\n", values))
                        .append('\n'));
        return all.toString();
    }

    private static String hash(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The key of this request, or null when it has none. */
    static @Nullable RequestKey of(HttpServletRequest request, By by) {
        String key = request.getHeader(HEADER);
        if (key == null) {
            return null;
        }
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw Refusals.malformed(HEADER, "1-" + LONGEST_KEY);
        }
        String hash = hash(by.id(), request.getMethod(), request.getRequestURI(), key);
        return new RequestKey(hash, String.valueOf(request.getAttribute(BODY)));
    }

    /** What a request's key is kept as: the same for the same user, method, path and header only. */
    public static String hash(String user, String method, String path, String key) {
        return hash(String.join("\n", user, method, path, key));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The request with its body to be read once more. */
    private static final class Repeated extends HttpServletRequestWrapper {
        private final byte[] body;

        Repeated(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            ByteArrayInputStream in = new ByteArrayInputStream(body);
            return new ServletInputStream() {
                @Override
                public boolean isFinished() {
                    return in.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new UnsupportedOperationException("read at once");
                }

                @Override
                public int read() {
                    return in.read();
                }

                @Override
                public int read(byte[] into, int from, int most) {
                    return in.read(into, from, most);
                }
            };
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }
}
