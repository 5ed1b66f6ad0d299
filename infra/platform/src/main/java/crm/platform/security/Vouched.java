package crm.platform.security;

import crm.platform.refusal.Refusals;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/**
 * Tells whether one of our own services stands behind a request: it sends its own token in {@code X-Service-Authorization}
 * beside the caller's. The gateway lets no such header in from outside.
 */
public final class Vouched {
    public static final String HEADER = "X-Service-Authorization";
    public static final String ATTEMPTS = "X-Failed-Attempts";
    private static final String BEARER = "Bearer ";

    private final JwtDecoder tokens;

    public Vouched(JwtDecoder tokens) {
        this.tokens = tokens;
    }

    /** Failed attempts the timeline knows of, some of them still on their way here; 0 when no service of ours says so. */
    public int attempts(HttpServletRequest request) {
        String header = request.getHeader(ATTEMPTS);
        try {
            return header == null || !by(request) ? 0 : Integer.parseInt(header);
        } catch (NumberFormatException notANumber) {
            throw Refusals.malformed(ATTEMPTS, header);
        }
    }

    public boolean by(HttpServletRequest request) {
        String header = request.getHeader(HEADER);
        if (header == null || !header.startsWith(BEARER)) {
            return false;
        }
        try {
            return CurrentBy.of(tokens.decode(header.substring(BEARER.length())))
                    .is(Role.SERVICE);
        } catch (JwtException notAService) {
            return false;
        }
    }
}
