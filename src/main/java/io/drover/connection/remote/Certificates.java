package io.drover.connection.remote;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PfxOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Whom to trust beside Java's authorities, and the certificate to show: PEM or PKCS12 files, which may be replaced while the server runs.
 * Thread-safe.
 */
public final class Certificates {
    private static final String PEM = "-----BEGIN ";

    private final Owner owner;
    private final String certificate;
    private final String key;
    private final List<String> authorities;
    private List<Object> read = List.of();
    private SSLContext context;

    private Certificates(Owner owner, String certificate, String key, List<String> authorities) {
        this.owner = owner;
        this.certificate = certificate;
        this.key = key;
        this.authorities = authorities;
    }

    /**
     * What settings say.
     *
     * @param key a password of a PKCS12 file, a file of PEM, or the PEM itself; empty when the key is in the file of the certificate
     * @return null when they say nothing
     */
    static Certificates of(String prefix, String certificate, String key, String... authorities) {
        if (certificate.isEmpty() && !key.isEmpty()) {
            throw new IllegalArgumentException("the setting " + prefix + "certificate-key is set, but " + prefix
                    + "certificate is not: set it to a PEM or PKCS12 file, or neither");
        }
        return of(
                new Owner("the settings " + prefix + "* name", "certificate-key"),
                certificate,
                key,
                Arrays.asList(authorities));
    }

    /**
     * What the connection of a file says.
     *
     * @param certificate a file of PKCS12 or PEM; empty for none
     * @param key a password of a PKCS12 file, a file of PEM, or the PEM itself; empty when the key is in the file of the certificate
     * @param authorities files of PEM; empty ones do not count
     * @return null when it says nothing
     */
    public static Certificates ofConnection(String name, String certificate, String key, List<String> authorities) {
        return of(new Owner("the connection " + name + " names", "certificatePassword"), certificate, key, authorities);
    }

    /** Who names the files, and where a password is, for messages. */
    private record Owner(String names, String password) {}

    private static Certificates of(Owner owner, String certificate, String key, List<String> authorities) {
        List<String> files =
                authorities.stream().filter(file -> !file.isEmpty()).distinct().toList();
        return certificate.isEmpty() && files.isEmpty() ? null : new Certificates(owner, certificate, key, files);
    }

    /**
     * What handshakes go by, with the files as they are now.
     *
     * @throws SSLHandshakeException when one of them cannot be used; says which setting names it
     */
    public synchronized SSLContext context() throws SSLHandshakeException {
        try {
            List<Object> now = new ArrayList<>();
            for (String file : files()) {
                now.add(Files.getLastModifiedTime(Path.of(file)));
            }
            if (context == null || !now.equals(read)) {
                context = read();
                read = now;
            }
            return context;
        } catch (Exception e) {
            throw wrong(e);
        }
    }

    private List<String> files() {
        List<String> files = new ArrayList<>(authorities);
        if (!certificate.isEmpty()) {
            files.add(certificate);
        }
        if (isFile(key)) {
            files.add(key);
        }
        return files;
    }

    private static boolean isFile(String key) {
        return !key.isEmpty() && !key.startsWith(PEM) && Files.isRegularFile(Path.of(key));
    }

    private SSLContext read() throws Exception {
        SSLContext made = SSLContext.getInstance("TLS");
        made.init(certificate.isEmpty() ? null : keys(), authorities.isEmpty() ? null : trust(), null);
        return made;
    }

    private KeyManager[] keys() throws Exception {
        byte[] content = Files.readAllBytes(Path.of(certificate));
        KeyCertOptions options = isPem(content)
                ? new PemKeyCertOptions()
                        .addCertValue(Buffer.buffer(content))
                        .addKeyValue(Buffer.buffer(pemKey(content)))
                : new PfxOptions().setValue(Buffer.buffer(content)).setPassword(key);
        return options.getKeyManagerFactory(null).getKeyManagers(); // files would be read by Vert.x, values are not
    }

    private byte[] pemKey(byte[] certificates) throws IOException {
        if (key.startsWith(PEM)) {
            return key.getBytes(StandardCharsets.US_ASCII);
        }
        return key.isEmpty() ? certificates : Files.readAllBytes(Path.of(key));
    }

    private static boolean isPem(byte[] content) {
        return new String(content, StandardCharsets.ISO_8859_1).contains(PEM);
    }

    /** Java's and these. */
    private TrustManager[] trust() throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        int number = 0;
        for (X509Certificate each : ofJava()) {
            trusted.setCertificateEntry("java" + number++, each);
        }
        for (String file : authorities) {
            for (Certificate each : authorities(Path.of(file))) {
                trusted.setCertificateEntry("own" + number++, each);
            }
        }
        return factory(trusted).getTrustManagers();
    }

    private static List<X509Certificate> ofJava() throws GeneralSecurityException {
        return Stream.of(factory(null).getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .flatMap(manager -> Stream.of(((X509TrustManager) manager).getAcceptedIssuers()))
                .toList();
    }

    private static TrustManagerFactory factory(KeyStore trusted) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return factory;
    }

    private static List<Certificate> authorities(Path file) throws IOException, GeneralSecurityException {
        List<Certificate> all = List.copyOf(CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file))));
        if (all.isEmpty()) {
            throw new IOException(file + " has no certificate");
        }
        return all;
    }

    private SSLHandshakeException wrong(Exception cause) {
        SSLHandshakeException wrong = new SSLHandshakeException("what " + owner.names + " cannot be used ("
                + String.join(", ", files())
                + "): certificates as PEM, and as PKCS12 with its password in " + owner.password + ": " + cause);
        wrong.initCause(cause);
        return wrong;
    }

    /** Two are equal that say the same. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Certificates same
                && List.of(owner, certificate, key, authorities)
                        .equals(List.of(same.owner, same.certificate, same.key, same.authorities));
    }

    @Override
    public int hashCode() {
        return Objects.hash(owner, certificate, key, authorities);
    }
}
