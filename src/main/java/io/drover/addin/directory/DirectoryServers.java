package io.drover.addin.directory;

import com.unboundid.ldap.sdk.ExtendedResult;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPURL;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import com.unboundid.util.ssl.SSLUtil;
import io.drover.addin.ParameterValues;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilderException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;

/**
 * The directory servers of a task and how they are reached. The first that answers is used. Passwords go only over TLS, unless
 * the task says otherwise or the server is this machine. Immutable.
 */
final class DirectoryServers {
    private static final String URLS = "directoryUrl";
    private static final String TRUST_STORE = "trustStore";

    private final List<LDAPURL> urls;
    private final boolean startTls;
    private final SSLUtil tls;
    private final LDAPConnectionOptions options;
    private final String bindUser;
    private final String bindPassword;

    /** @throws IllegalArgumentException when a parameter is wrong; says what it must be */
    DirectoryServers(ParameterValues parameters) {
        urls = parameters.words(URLS).stream().map(url -> url(parameters, url)).toList();
        if (urls.isEmpty()) {
            throw parameters.wrong(URLS, "an address such as ldaps://dc1.example.com");
        }
        startTls = parameters.flag("startTls");
        requireTls(parameters);
        tls = new SSLUtil(trust(parameters).getTrustManagers());
        options = options(parameters.duration("connectTimeout"), parameters.duration("requestTimeout"));
        bindUser = parameters.text("bindUser");
        bindPassword = parameters.text("bindPassword");
        if (bindUser.isEmpty() != bindPassword.isEmpty()) {
            throw new IllegalArgumentException(
                    "the parameters bindUser and bindPassword belong together: "
                            + (bindUser.isEmpty() ? "bindUser" : "bindPassword")
                            + " is empty. A directory takes a name without a password as nobody, and would show less than it has");
        }
    }

    private static LDAPURL url(ParameterValues parameters, String text) {
        try {
            LDAPURL url = new LDAPURL(text);
            String scheme = url.getScheme().toLowerCase(Locale.ROOT);
            if (url.hostProvided() && !url.baseDNProvided() && (scheme.equals("ldap") || scheme.equals("ldaps"))) {
                return url;
            }
        } catch (LDAPException e) {
            // says the same
        }
        throw parameters.wrong(
                URLS, "addresses such as ldaps://dc1.example.com or ldap://dc1.example.com:389, without a DN");
    }

    private void requireTls(ParameterValues parameters) {
        if (parameters.flag("clearText") || startTls) {
            return;
        }
        urls.stream()
                .filter(url -> !isTls(url) && !isThisMachine(url.getHost()))
                .findFirst()
                .ifPresent(url -> {
                    throw new IllegalArgumentException("passwords would go to " + url
                            + " in clear text: set directoryUrl to ldaps://, or startTls to true. If the network"
                            + " between is safe, set clearText to true");
                });
    }

    private static boolean isTls(LDAPURL url) {
        return url.getScheme().equalsIgnoreCase("ldaps");
    }

    private static boolean isThisMachine(String host) {
        return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("::1");
    }

    private static TrustManagerFactory trust(ParameterValues parameters) {
        String file = parameters.text(TRUST_STORE);
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(file.isEmpty() ? null : store(Path.of(file), parameters.text("trustStorePassword")));
            return trust;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "the trust store " + file + " (parameter " + TRUST_STORE + ") cannot be read: " + e.getMessage(),
                    e);
        }
    }

    /** A key store, or certificates as PEM. */
    private static KeyStore store(Path file, String password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains("-----BEGIN CERTIFICATE")) {
            store.load(null, null);
            try (InputStream in = Files.newInputStream(file)) {
                int number = 0;
                for (Certificate certificate :
                        CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                    store.setCertificateEntry("certificate-" + ++number, certificate);
                }
            }
        } else {
            try (InputStream in = Files.newInputStream(file)) {
                store.load(in, password.toCharArray());
            }
        }
        return store;
    }

    private static LDAPConnectionOptions options(Duration connect, Duration answer) {
        LDAPConnectionOptions options = new LDAPConnectionOptions();
        options.setConnectTimeoutMillis((int) connect.toMillis());
        options.setResponseTimeoutMillis(answer.toMillis());
        options.setFollowReferrals(false);
        options.setUseSynchronousMode(true);
        options.setBindWithDNRequiresPassword(true);
        options.setAbandonOnTimeout(true);
        options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(true));
        return options;
    }

    /** A connection as the task's user. */
    LDAPConnection open() throws DirectoryException {
        LDAPConnection connection = connect();
        if (bindUser.isEmpty()) {
            return connection;
        }
        try {
            connection.bind(bindUser, bindPassword);
            return connection;
        } catch (LDAPException e) {
            String server = name(connection);
            connection.close();
            throw new DirectoryException(
                    server + " refuses the bind of " + bindUser + " (parameters bindUser and bindPassword): "
                            + BindRefusal.of(e),
                    e);
        }
    }

    /** A connection as nobody, to the first server that answers. */
    LDAPConnection connect() throws DirectoryException {
        List<String> failures = new ArrayList<>();
        LDAPException last = null;
        for (LDAPURL url : urls) {
            try {
                return connect(url);
            } catch (LDAPException | GeneralSecurityException e) {
                failures.add(url + ": " + (e instanceof LDAPException ldap ? reason(ldap) : e.getMessage()));
                last = e instanceof LDAPException ldap ? ldap : new LDAPException(ResultCode.CONNECT_ERROR, e);
            }
        }
        throw new DirectoryException("cannot reach the directory: " + String.join("; ", failures), last);
    }

    private LDAPConnection connect(LDAPURL url) throws LDAPException, GeneralSecurityException {
        if (isTls(url)) {
            return new LDAPConnection(tls.createSSLSocketFactory(), options, url.getHost(), url.getPort());
        }
        LDAPConnection connection = new LDAPConnection(options, url.getHost(), url.getPort());
        if (startTls) {
            try {
                ExtendedResult result =
                        connection.processExtendedOperation(new StartTLSExtendedRequest(tls.createSSLSocketFactory()));
                if (!result.getResultCode().equals(ResultCode.SUCCESS)) {
                    throw new LDAPException(result);
                }
            } catch (LDAPException | GeneralSecurityException e) {
                connection.close();
                throw e;
            }
        }
        return connection;
    }

    /** A failure to connect, in few words; of certificates it says what to do. */
    private static String reason(LDAPException failure) {
        String message = failure.getMessage() == null ? failure.getResultCode().getName() : failure.getMessage();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException
                    || cause instanceof CertPathBuilderException
                    || cause instanceof SSLException) {
                message = cause.getMessage();
            }
        }
        boolean certificate = message.matches("(?is).*(certificat|PKIX|hostname|trust).*");
        return message.replaceAll("\\s+", " ")
                + (certificate
                        ? " (the server's certificate must be of an authority in trustStore, or in Java's own, and be made"
                                + " for this host name)"
                        : "");
    }

    static String name(LDAPConnection connection) {
        return connection.getConnectedAddress() + ":" + connection.getConnectedPort();
    }
}
