package io.drover.connection;

import io.drover.connection.WebServiceException.Kind;
import java.io.CharConversionException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;

/** What a failure means for a further attempt, and how it is said. */
public final class Failures {
    private Failures() {}

    /** What a status that is no success means. */
    public static Kind kind(int status) {
        return switch (status) {
            case 429, 503 -> Kind.UNSENT;
            case 408, 502, 504 -> Kind.UNCLEAR;
            default -> Kind.FINAL;
        };
    }

    private static Kind kind(IOException failure) {
        if (failure instanceof WebServiceException known) {
            return known.kind();
        }
        if (failure instanceof ConnectException
                || failure instanceof ConnectTimeoutException
                || failure instanceof NoRouteToHostException
                || failure instanceof UnknownHostException) {
            return Kind.UNSENT;
        }
        boolean same = failure instanceof SSLHandshakeException
                || failure instanceof SSLPeerUnverifiedException
                || failure instanceof FileSystemException
                || failure instanceof CharacterCodingException
                || failure instanceof CharConversionException
                || (failure instanceof SSLException
                        && !help(String.valueOf(failure.getMessage())).isEmpty());
        return same ? Kind.FINAL : Kind.UNCLEAR;
    }

    /** The setting that says what a handshake missed. */
    private static String help(String message) {
        if (message.contains("certificate_required") || message.contains("bad_certificate")) {
            return "; the server wants a certificate of this side: <certificate> of its connection or drover.connection.NAME.certificate says which";
        }
        // Servers of TLS 1.2 refuse whoever shows none so; they also do it where no cipher is common
        if (message.contains("terminated the handshake")
                || message.contains("readHandshakeRecord")
                || message.contains("handshake_failure")) {
            return "; perhaps the server wants a certificate of this side: <certificate> of its connection or drover.connection.NAME.certificate says which";
        }
        return message.contains("PKIX path")
                ? "; if its authority is one of your own, name it in <authorities> of its connection or in drover.outgoing.authorities"
                : "";
    }

    /** A failure with the address before its message, and after it what the web service said when that cannot be used. */
    public static WebServiceException named(IOException failure, String address, String said) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        if (failure instanceof UnknownHostException) {
            message = "the host is not known (" + message + ")";
        }
        message += help(message);
        WebServiceException known = failure instanceof WebServiceException web ? web : null;
        String named = message.startsWith(address) ? message : address + ": " + message + (known == null ? "" : said);
        return new WebServiceException(
                named,
                kind(failure),
                known == null ? 0 : known.status(),
                known == null ? null : known.retryAfter(),
                failure);
    }
}
