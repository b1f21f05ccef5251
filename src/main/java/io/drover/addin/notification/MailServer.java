package io.drover.addin.notification;

import io.drover.connection.BreakableSockets;
import io.drover.connection.Deadline;
import io.drover.settings.Settings;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.apache.camel.component.mail.DefaultJavaMailSender;

/**
 * The mail server that drover.mail.* in application.properties names, for routes: {@code smtp:mail-server?javaMailSender=#mailServer}.
 */
public final class MailServer extends DefaultJavaMailSender {
    private static final String TIME_OUT_MILLIS = "30000";
    /** Of the mail that a thread is sending. */
    private static final ThreadLocal<BreakableSockets> SOCKETS = new ThreadLocal<>();

    private final Settings settings;
    private final Duration limit;

    /** How the connection is kept from other eyes. */
    enum Tls {
        /** It begins in clear, and nothing is said before TLS has begun. */
        STARTTLS,
        /** TLS from the first byte (SMTPS). */
        IMPLICIT,
        /** Not at all. */
        NONE
    }

    public MailServer(Settings settings) {
        this.settings = settings;
        this.limit = settings.seconds("drover.mail.time-limit");
        setProtocol("smtp");
        setHost(settings.get("drover.mail.host"));
        setPort(settings.number("drover.mail.port"));
        String user = settings.get("drover.mail.user");
        if (!user.isEmpty()) {
            setUsername(user);
            setPassword(settings.get("drover.mail.password"));
        }
        setJavaMailProperties(properties());
    }

    private Properties properties() {
        Tls tls = tls();
        Properties mail = new Properties();
        mail.setProperty("mail.smtp.auth", String.valueOf(getUsername() != null));
        mail.setProperty("mail.smtp.starttls.enable", String.valueOf(tls == Tls.STARTTLS));
        mail.setProperty("mail.smtp.starttls.required", String.valueOf(tls == Tls.STARTTLS));
        mail.setProperty("mail.smtp.ssl.enable", String.valueOf(tls == Tls.IMPLICIT));
        mail.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        mail.setProperty("mail.smtp.connectiontimeout", TIME_OUT_MILLIS);
        mail.setProperty("mail.smtp.timeout", TIME_OUT_MILLIS);
        mail.setProperty("mail.smtp.writetimeout", TIME_OUT_MILLIS);
        mail.setProperty(
                "mail.smtp.sendpartial", "true"); // one mailbox that is no more keeps nobody else from reading it
        return mail;
    }

    private Tls tls() {
        String written = settings.get("drover.mail.tls");
        return switch (written) {
            case "starttls" -> Tls.STARTTLS;
            case "implicit" -> Tls.IMPLICIT;
            case "none" -> Tls.NONE;
            default ->
                throw new IllegalArgumentException(
                        "the setting drover.mail.tls is '" + written + "'; allowed are starttls, implicit, none");
        };
    }

    /** Within drover.mail.time-limit: the client's own time-outs begin anew with each byte that a server drips. */
    @Override
    public void send(MimeMessage message) throws MessagingException {
        if (getHost().isEmpty()) {
            throw new MessagingException("drover.mail.host in application.properties names no mail server");
        }
        BreakableSockets ofThis = new BreakableSockets();
        SOCKETS.set(ofThis);
        try (Deadline deadline = Deadline.in(limit, ofThis::breakOff)) {
            send(message, deadline);
        } finally {
            SOCKETS.remove();
        }
    }

    private void send(MimeMessage message, Deadline deadline) throws MessagingException {
        try {
            super.send(message);
        } catch (MessagingException e) {
            if (!deadline.isOver()) {
                throw e;
            }
            MessagingException late = new MessagingException("the mail server " + getHost()
                    + " had not taken the mail within " + limit.toMillis() / 1000.0 + " s (drover.mail.time-limit)");
            late.addSuppressed(e);
            throw late;
        }
    }

    /** Made for each mail, with the certificates as they are now. */
    @Override
    public Session getSession() {
        Properties properties = new Properties();
        properties.putAll(getJavaMailProperties());
        String certificates = settings.get("drover.mail.certificates");
        SSLSocketFactory tls = certificates.isEmpty()
                ? (SSLSocketFactory) SSLSocketFactory.getDefault()
                : trusting(Path.of(certificates));
        BreakableSockets ofThis = SOCKETS.get();
        if (ofThis != null) { // else a session to make a mail by, not to send it
            properties.put("mail.smtp.socketFactory", ofThis.plain());
            properties.put("mail.smtp.socketFactory.fallback", "false");
            properties.put("mail.smtp.ssl.socketFactory", ofThis.tls(tls));
        }
        return Session.getInstance(properties);
    }

    private static SSLSocketFactory trusting(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                trusted.setCertificateEntry("ca" + number++, certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, trust.getTrustManagers(), null);
            return tls.getSocketFactory();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("the certificates of drover.mail.certificates cannot be read: " + e, e);
        }
    }
}
