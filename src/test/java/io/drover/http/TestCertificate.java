package io.drover.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate of a test's own for 127.0.0.1, made with the JDK's keytool. */
public final class TestCertificate {
    public static final String PASSWORD = "changeit";

    private static final String ALIAS = "drover";

    /** By algorithm and name; a process of keytool takes a second. */
    private static final Map<String, byte[]> MADE = new HashMap<>();

    private final Path folder;
    private final KeyStore store;

    /** @param folder for its files; its name is the certificate's. Those of another name or algorithm have another key */
    public TestCertificate(Path folder, String algorithm) throws Exception {
        this.folder = Files.createDirectories(folder);
        synchronized (MADE) {
            String key = algorithm + " " + folder.getFileName();
            if (MADE.containsKey(key)) {
                Files.write(pkcs12(), MADE.get(key));
            } else {
                make(algorithm);
                MADE.put(key, Files.readAllBytes(pkcs12()));
            }
        }
        store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(pkcs12())) {
            store.load(in, PASSWORD.toCharArray());
        }
    }

    private void make(String algorithm) throws Exception {
        Files.deleteIfExists(pkcs12());
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-J-XX:TieredStopAtLevel=1",
                        "-J-XX:+UseSerialGC",
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        algorithm,
                        "-dname",
                        "CN=" + folder.getFileName(),
                        "-ext",
                        "SAN=IP:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        pkcs12().toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IOException(said);
        }
    }

    public Path pkcs12() {
        return folder.resolve("server.p12");
    }

    public Path certificatePem() throws Exception {
        return pem("certificate.pem", "CERTIFICATE", certificate().getEncoded());
    }

    public Path keyPem() throws Exception {
        return pem(
                "key.pem",
                "PRIVATE KEY",
                store.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
    }

    public Certificate certificate() throws GeneralSecurityException {
        return store.getCertificate(ALIAS);
    }

    private Path pem(String name, String type, byte[] content) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return Files.writeString(
                folder.resolve(name), "-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n");
    }

    /** Of a server that shows it. */
    public SSLContext serving() throws GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    /** Of a client that trusts this certificate and no other. */
    public SSLContext trusting() throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(ALIAS, certificate());
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), new SecureRandom());
        return context;
    }
}
