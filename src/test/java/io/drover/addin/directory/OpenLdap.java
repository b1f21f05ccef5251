package io.drover.addin.directory;

import static org.awaitility.Awaitility.await;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import io.drover.http.TestCertificate;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** An OpenLDAP server (slapd) of a test's own, where the machine has one. */
final class OpenLdap implements AutoCloseable {
    static final String READER = "cn=reader,dc=example,dc=com";
    static final String READER_PASSWORD = "reader-pw";

    private static final Path SLAPD = Path.of("/usr/sbin/slapd");
    private static final String ADMIN = "cn=admin,dc=example,dc=com";

    private final int port = TestServer.freePort();
    private final int tlsPort = TestServer.freePort();
    private final Process process;

    static boolean isInstalled() {
        return Files.isExecutable(SLAPD) && Files.isDirectory(Path.of("/usr/lib/ldap"));
    }

    /** @param most entries that the server gives a search which does not ask for pages */
    OpenLdap(Path folder, TestCertificate certificate, int most) throws Exception {
        Path data = Files.createDirectories(folder.resolve("slapd"));
        Path configuration = Files.writeString(
                data.resolve("slapd.conf"),
                """
                include /etc/ldap/schema/core.schema
                include /etc/ldap/schema/cosine.schema
                include /etc/ldap/schema/inetorgperson.schema
                modulepath /usr/lib/ldap
                moduleload back_mdb
                pidfile %1$s/slapd.pid
                argsfile %1$s/slapd.args
                TLSCertificateFile %2$s
                TLSCertificateKeyFile %3$s
                database mdb
                maxsize 16777216
                suffix "dc=example,dc=com"
                rootdn "%4$s"
                rootpw admin-pw
                directory %1$s
                limits dn.exact="%5$s" size.soft=%6$d size.hard=%6$d size.pr=%6$d size.prtotal=unlimited
                access to attrs=userPassword by anonymous auth
                access to * by users read by anonymous auth
                """
                        .formatted(data, certificate.certificatePem(), certificate.keyPem(), ADMIN, READER, most));
        String addresses = ldap() + "/ ldaps://127.0.0.1:" + tlsPort + "/";
        process = new ProcessBuilder(SLAPD.toString(), "-d", "0", "-h", addresses, "-f", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("slapd.log").toFile())
                .start();
        await().ignoreExceptions().until(() -> {
            if (!process.isAlive()) {
                throw new IOException(Files.readString(data.resolve("slapd.log")));
            }
            admin().close();
            return true;
        });
        add("dn: dc=example,dc=com", "objectClass: dcObject", "objectClass: organization", "dc: example", "o: Example");
        add("dn: " + READER, "objectClass: person", "cn: reader", "sn: reader", "userPassword: " + READER_PASSWORD);
        add("dn: ou=people,dc=example,dc=com", "objectClass: organizationalUnit", "ou: people");
    }

    String ldap() {
        return "ldap://127.0.0.1:" + port;
    }

    String ldaps() {
        return "ldaps://127.0.0.1:" + tlsPort;
    }

    private LDAPConnection admin() throws LDAPException {
        return new LDAPConnection("127.0.0.1", port, ADMIN, "admin-pw");
    }

    void add(String... ldif) throws Exception {
        try (LDAPConnection connection = admin()) {
            connection.add(ldif);
        }
    }

    void modify(String... ldif) throws Exception {
        try (LDAPConnection connection = admin()) {
            connection.modify(ldif);
        }
    }

    void addUser(String name) throws Exception {
        add(
                "dn: uid=" + name + ",ou=people,dc=example,dc=com",
                "objectClass: inetOrgPerson",
                "uid: " + name,
                "cn: " + name,
                "sn: " + name,
                "userPassword: pw-" + name);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
