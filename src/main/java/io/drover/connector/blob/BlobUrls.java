package io.drover.connector.blob;

import io.drover.connector.wire.ConnectorRefusal;
import io.drover.connector.wire.Requests;
import io.drover.security.BlobPaths;
import io.drover.store.queue.Blobs;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * URLs of blobs with a signature in the shape of Azure's (wire contract 2.1, 2.3): who has one may read, or read and write, that blob until
 * it expires, without a token.
 */
public final class BlobUrls {
    private static final String VERSION = "2014-02-14";
    /** Clocks of clients and nodes differ. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private static final Pattern NAME = Pattern.compile(
            "(?:https?://[^/?#]+)?" + Pattern.quote(BlobPaths.PREFIX) + "([A-Za-z0-9_.-]+)(?:\\?(.*))?");

    private final Blobs blobs;
    private final Duration validity;
    private final Clock clock;
    private volatile SecretKeySpec key;

    /** @param validity of a URL from when it is made */
    public BlobUrls(Blobs blobs, Duration validity, Clock clock) {
        this.blobs = blobs;
        this.validity = validity;
        this.clock = clock;
    }

    /** A URL to read a blob by. */
    public String toRead(String baseUrl, String name) {
        return signed(baseUrl, name, "r");
    }

    /** A URL to read and write a blob by. */
    public String toWrite(String baseUrl, String name) {
        return signed(baseUrl, name, "rw");
    }

    private String signed(String baseUrl, String name, String permissions) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        String start = now.minus(SKEW).toString();
        String end = now.plus(validity).toString();
        return baseUrl + BlobPaths.PREFIX + name + "?sv=" + VERSION + "&sr=b&sig="
                + signature(VERSION, name, start, end, permissions) + "&st=" + escaped(start) + "&se=" + escaped(end)
                + "&sp=" + permissions;
    }

    private static String escaped(String time) {
        return time.replace(":", "%3A");
    }

    /**
     * The name of the blob that a client means with a URL that it was given, however it has escaped it since.
     *
     * @throws ConnectorRefusal when it is none of this installation, or has expired
     */
    public String named(String url) {
        Matcher matcher = NAME.matcher(url.strip());
        if (!matcher.matches()) {
            throw ConnectorRefusal.invalid(
                    "packageUrl must be a URL that GetAzureWriteUrl has given, with all of its query;"
                            + " Drover fetches nothing from other places.");
        }
        require(matcher.group(1), Requests.parameters(matcher.group(2)), 'r');
        return matcher.group(1);
    }

    /**
     * Checks the query that a request for a blob came with.
     *
     * @param permission r, w or d
     * @throws ConnectorRefusal 403 in Azure's words
     */
    public void require(String name, Map<String, String> query, char permission) {
        String start = query.getOrDefault("st", "");
        String end = query.getOrDefault("se", "");
        String permissions = query.getOrDefault("sp", "");
        String expected = signature(query.getOrDefault("sv", ""), name, start, end, permissions);
        if (!MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8),
                query.getOrDefault("sig", "").getBytes(StandardCharsets.UTF_8))) {
            throw AzureErrors.refusal(
                    403,
                    "AuthenticationFailed",
                    "The signature of the URL is missing or wrong: use the URL as GetAzureWriteUrl or"
                            + " GetExportedPackageUrl has given it, with all of its query.");
        }
        Instant now = clock.instant();
        if (now.isBefore(time(start).minus(SKEW)) || now.isAfter(time(end))) {
            throw AzureErrors.refusal(
                    403,
                    "AuthenticationFailed",
                    "The URL was valid from " + start + " to " + end + ", and it is "
                            + now.truncatedTo(ChronoUnit.SECONDS) + ": ask for a new one.");
        }
        if (permissions.indexOf(permission) < 0) {
            throw AzureErrors.refusal(
                    403,
                    "AuthorizationPermissionMismatch",
                    permission == 'd'
                            ? "The URL does not allow to delete: Drover removes what is no longer needed by itself."
                            : "The URL is for reading; it does not allow to write.");
        }
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text.toUpperCase(Locale.ROOT));
        } catch (DateTimeException e) {
            throw new IllegalStateException("signed with a time that is none: " + text, e);
        }
    }

    /** In the alphabet of Base64 that needs no escape in URLs: some clients write them anew. */
    private String signature(String version, String name, String start, String end, String permissions) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key());
            String text = String.join("\n", version, name, start, end, permissions);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private SecretKeySpec key() {
        SecretKeySpec known = key;
        if (known == null) {
            byte[] made = new byte[32];
            new SecureRandom().nextBytes(made);
            String kept = blobs.key(Base64.getEncoder().encodeToString(made));
            known = new SecretKeySpec(Base64.getDecoder().decode(kept), "HmacSHA256");
            key = known;
        }
        return known;
    }
}
