package io.drover.http.tls;

import io.vertx.core.Vertx;
import io.vertx.core.net.KeyCertOptions;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import javax.net.ssl.X509ExtendedKeyManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds what is wrong with a certificate before clients do: their handshakes would only fail. */
final class TlsCheck {
    private static final Logger LOG = LoggerFactory.getLogger(TlsCheck.class);
    private static final byte[] TEXT = {1, 2, 3};
    private static final Map<String, String> SIGNATURES = Map.of(
            "RSA", "SHA256withRSA",
            "EC", "SHA256withECDSA",
            "EdDSA", "EdDSA");

    private final Path file;
    private final boolean pem;

    TlsCheck(Path file, boolean pem) {
        this.file = file;
        this.pem = pem;
    }

    /**
     * What handshakes use.
     *
     * @throws IllegalArgumentException when none can work with it
     */
    X509ExtendedKeyManager keys(KeyCertOptions options, Vertx vertx) {
        X509ExtendedKeyManager keys = read(options, vertx);
        String alias = List.of("RSA", "EC", "EdDSA").stream()
                .map(type -> keys.getServerAliases(type, null))
                .filter(aliases -> aliases != null && aliases.length > 0)
                .map(aliases -> aliases[0])
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "drover.tls.certificate is " + file + ", which has no private key with a certificate"));
        X509Certificate certificate = keys.getCertificateChain(alias)[0];
        if (!belongs(keys.getPrivateKey(alias), certificate)) {
            throw new IllegalArgumentException("drover.tls.key is not the key of the first certificate in " + file
                    + ", which is of " + certificate.getSubjectX500Principal());
        }
        warnOfDates(certificate);
        return keys;
    }

    private X509ExtendedKeyManager read(KeyCertOptions options, Vertx vertx) {
        try {
            return (X509ExtendedKeyManager) options.getKeyManagerFactory(vertx).getKeyManagers()[0];
        } catch (Exception e) {
            throw new IllegalArgumentException(
                    pem
                            ? "drover.tls.certificate (" + file
                                    + ") and drover.tls.key must be PEM: a chain of certificates, the"
                                    + " server's own first, and a private key without a password: " + e.getMessage()
                            : "drover.tls.certificate (" + file
                                    + ") is neither PEM nor a PKCS12 file that the password in"
                                    + " drover.tls.key opens: " + e.getMessage(),
                    e);
        }
    }

    private static boolean belongs(PrivateKey key, X509Certificate certificate) {
        try {
            Signature signature = Signature.getInstance(SIGNATURES.get(key.getAlgorithm()));
            signature.initSign(key);
            signature.update(TEXT);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(TEXT);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false; // keys of two kinds
        }
    }

    private void warnOfDates(X509Certificate certificate) {
        try {
            certificate.checkValidity();
        } catch (CertificateExpiredException e) {
            LOG.warn(
                    "the certificate in {} has expired at {}",
                    file,
                    certificate.getNotAfter().toInstant());
        } catch (CertificateNotYetValidException e) {
            LOG.warn(
                    "the certificate in {} is valid from {} only",
                    file,
                    certificate.getNotBefore().toInstant());
        }
    }
}
