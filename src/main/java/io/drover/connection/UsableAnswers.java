package io.drover.connection;

import io.drover.connection.WebServiceException.Kind;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;

/**
 * Refuses answers that are not what they look like: those of a proxy that let nothing through; parts that nobody has asked for; and those
 * in a compression that is not read here.
 */
final class UsableAnswers implements ExecChainHandler {
    /** Compressions that there are, of IANA's registry and of the field; servers also send charsets here, which hide nothing. */
    private static final Set<String> NOT_READ = Set.of(
            "br",
            "zstd",
            "dcb",
            "dcz",
            "compress",
            "x-compress",
            "exi",
            "pack200-gzip",
            "aes128gcm",
            "bzip2",
            "x-bzip2",
            "lzma",
            "xz",
            "lz4",
            "snappy",
            "zip");
    /** RFC 9110, 14.4. */
    private static final Pattern RANGE = Pattern.compile("(?i)bytes\\s+(\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");

    private static final int MOST_OF_PROXY = 4_096;

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        ClassicHttpResponse answer = chain.proceed(request, scope);
        try {
            requireFromServer(answer, scope);
            requireReadable(answer, scope);
            if (answer.getCode() == HttpStatus.SC_PARTIAL_CONTENT && !request.containsHeader("Range")) {
                requireWhole(answer);
            }
            return answer;
        } catch (IOException e) {
            scope.execRuntime.discardEndpoint();
            throw e;
        }
    }

    /** A proxy that is to make a tunnel, and does not, answers instead of the server: nothing has been asked of that. */
    private static void requireFromServer(ClassicHttpResponse answer, ExecChain.Scope scope)
            throws IOException, HttpException {
        HttpRoute route = scope.route;
        boolean tunnel = route.getProxyHost() != null && route.isTunnelled();
        if (tunnel && scope.clientContext.getSSLSession() == null) {
            String said = answer.getEntity() == null ? "" : EntityUtils.toString(answer.getEntity(), MOST_OF_PROXY);
            Kind kind = answer.getCode() >= 500 ? Kind.UNSENT : Kind.FINAL;
            throw new WebServiceException(
                    "the proxy " + route.getProxyHost().toHostString() + " does not let it through: it answered "
                            + (answer.getCode() + " "
                                            + Optional.ofNullable(answer.getReasonPhrase())
                                                    .orElse(""))
                                    .strip()
                            + challenge(answer) + Excerpt.of(said),
                    kind,
                    answer.getCode(),
                    null,
                    null);
        }
    }

    private static String challenge(ClassicHttpResponse answer) {
        return answer.getCode() == HttpStatus.SC_PROXY_AUTHENTICATION_REQUIRED
                ? Challenges.ofProxy(Arrays.stream(answer.getHeaders("Proxy-Authenticate"))
                        .map(Header::getValue)
                        .toList())
                : "";
    }

    /** What a failure says in such a compression is lost, but not that it is a failure. */
    private static void requireReadable(ClassicHttpResponse answer, ExecChain.Scope scope) throws IOException {
        Optional<String> unread = Arrays.stream(answer.getHeaders("Content-Encoding"))
                .flatMap(header -> Stream.of(header.getValue().split(",")))
                .map(coding -> coding.strip().toLowerCase(Locale.ROOT))
                .filter(NOT_READ::contains)
                .findFirst();
        if (unread.isEmpty()) {
            return;
        }
        String what = "is compressed by " + unread.get()
                + ", which has not been asked for and is not read: only gzip, deflate and plain answers are";
        if (answer.getCode() / 100 == 2) {
            throw unusable(answer, what);
        }
        scope.execRuntime.discardEndpoint();
        answer.removeHeaders("Content-Encoding");
        answer.setEntity(new StringEntity("what it says " + what));
    }

    private static void requireWhole(ClassicHttpResponse answer) throws IOException {
        Header header = answer.getFirstHeader("Content-Range");
        if (header == null) {
            throw unusable(answer, "is a part only, though the whole was asked for, and has no Content-Range");
        }
        Matcher range = RANGE.matcher(header.getValue().strip());
        if (!range.matches() || range.group(3).equals("*")) {
            throw unusable(answer, "is a part only, though the whole was asked for" + Excerpt.of(header.getValue()));
        }
        long first = Long.parseLong(range.group(1));
        long last = Long.parseLong(range.group(2));
        long length = Long.parseLong(range.group(3));
        if (first != 0 || last + 1 != length) {
            throw unusable(
                    answer,
                    "is a part only, though the whole was asked for: bytes " + first + " to " + last + " of " + length
                            + " bytes");
        }
    }

    private static WebServiceException unusable(ClassicHttpResponse answer, String what) {
        return new WebServiceException(
                "answered " + answer.getCode() + ", but the answer " + what, Kind.FINAL, answer.getCode(), null, null);
    }
}
