package io.drover.api.client;

import io.drover.api.OperationException;
import io.drover.connection.OutgoingCalls;
import io.drover.connection.remote.Remotes;
import io.drover.settings.Settings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The certificates in the file of {@code drover.tls.certificate}. A command on the machine of the server trusts them and no
 * others, whatever host they are for: it reaches the server by its local address.
 */
public final class ServerCertificates {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", Pattern.DOTALL);

    private ServerCertificates() {}

    /** What connects to the server of these settings. */
    public static OutgoingCalls calls(Settings settings) {
        Remotes.use(settings);
        if (settings.get("drover.tls.certificate").isEmpty()) {
            return OutgoingCalls.SHARED;
        }
        try {
            return OutgoingCalls.to(of(settings));
        } catch (IOException | GeneralSecurityException e) {
            throw new OperationException(
                    500, "the certificate of drover.tls.certificate cannot be read: " + e.getMessage());
        }
    }

    /** The first of the file for PEM; for PKCS12 that of each key. */
    public static List<X509Certificate> of(Settings settings) throws IOException, GeneralSecurityException {
        Path file = settings.path("drover.tls.certificate");
        Matcher pem = PEM.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        if (pem.find()) {
            byte[] text = pem.group().getBytes(StandardCharsets.US_ASCII);
            return List.of((X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(text)));
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, settings.get("drover.tls.key").toCharArray());
        }
        List<X509Certificate> certificates = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            Certificate certificate = store.getCertificate(alias);
            if (certificate instanceof X509Certificate x509) {
                certificates.add(x509);
            }
        }
        return certificates;
    }
}
