package io.drover.http.tls;

import io.drover.settings.Settings;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.X509ExtendedKeyManager;

/** The certificate that the server shows, and its key: PEM files, or a PKCS12 file. They may change while the server runs. */
public final class Tls {
    public static final Set<String> PROTOCOLS = Set.of("TLSv1.2", "TLSv1.3");

    private static final String CERTIFICATE = "drover.tls.certificate";
    private static final String KEY = "drover.tls.key";
    private static final String PEM = "-----BEGIN ";

    private final Settings settings;
    private final Path certificate;
    private Set<FileTime> loaded = Set.of();

    private Tls(Settings settings) {
        this.settings = settings;
        this.certificate = settings.path(CERTIFICATE);
    }

    /** Empty when the server is to speak plain HTTP. */
    public static Optional<Tls> of(Settings settings) {
        boolean key = !settings.get(KEY).isEmpty();
        boolean certificate = !settings.get(CERTIFICATE).isEmpty();
        if (key && !certificate) {
            throw new IllegalArgumentException(
                    KEY + " is set, but " + CERTIFICATE + " is not: set it to a PEM or PKCS12 file, or neither");
        }
        return certificate ? Optional.of(new Tls(settings)) : Optional.empty();
    }

    /** Whether a server with these settings speaks TLS. */
    public static boolean isOn(Settings settings) {
        return of(settings).isPresent();
    }

    /**
     * Reads certificate and key as they are now.
     *
     * @throws IllegalArgumentException when they cannot be used, saying which setting is wrong and why
     */
    public X509ExtendedKeyManager load(Vertx vertx) {
        loaded = times();
        byte[] content = read(certificate, CERTIFICATE);
        KeyCertOptions options = new String(content, StandardCharsets.ISO_8859_1).contains(PEM)
                ? pem(content)
                : new PfxOptions().setValue(Buffer.buffer(content)).setPassword(settings.get(KEY));
        return new TlsCheck(certificate, options instanceof PemKeyCertOptions).keys(options, vertx);
    }

    /** Whether the files are others than those that were loaded. */
    public boolean hasChanged() {
        return !times().equals(loaded);
    }

    private KeyCertOptions pem(byte[] content) {
        String key = settings.get(KEY);
        byte[] pem = key.startsWith(PEM)
                ? key.getBytes(StandardCharsets.US_ASCII)
                : key.isEmpty() ? content : read(Path.of(key), KEY);
        return new PemKeyCertOptions().addCertValue(Buffer.buffer(content)).addKeyValue(Buffer.buffer(pem));
    }

    private static byte[] read(Path file, String setting) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    setting + " is " + file + ", which cannot be read: " + e.getMessage(), e);
        }
    }

    private Set<FileTime> times() {
        try {
            FileTime time = Files.getLastModifiedTime(certificate);
            Path key = keyFile();
            return key == null ? Set.of(time) : both(time, Files.getLastModifiedTime(key));
        } catch (IOException e) {
            return Set.of(); // being replaced, or about to be complained of
        }
    }

    private static Set<FileTime> both(FileTime one, FileTime other) {
        return one.equals(other) ? Set.of(one) : Set.of(one, other);
    }

    /** Null when the key is in no file of its own. */
    private Path keyFile() {
        String key = settings.get(KEY);
        return key.isEmpty() || key.startsWith(PEM) || !Files.isRegularFile(Path.of(key)) ? null : Path.of(key);
    }
}
