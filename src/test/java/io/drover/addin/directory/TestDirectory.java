package io.drover.addin.directory;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchEntry;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.OperationType;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import com.unboundid.ldap.sdk.schema.Schema;
import com.unboundid.ldif.LDIFReader;
import com.unboundid.util.ssl.KeyStoreKeyManager;
import com.unboundid.util.ssl.SSLUtil;
import io.drover.http.TestCertificate;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A directory server on this machine that looks like Active Directory: its attributes, its count of changes, its large groups. */
final class TestDirectory implements AutoCloseable {
    static final String SERVICE_USER = "CN=svc,DC=example,DC=com";
    static final String SERVICE_PASSWORD = "s3rvice-Pa55";
    static final String USERS = "OU=People,DC=example,DC=com";
    static final String GROUPS = "OU=Groups,DC=example,DC=com";

    private static final String SCHEMA =
            """
            dn: cn=schema
            objectClass: top
            objectClass: ldapSubentry
            objectClass: subschema
            cn: schema
            attributeTypes: ( 1.2.840.113556.1.4.221 NAME 'sAMAccountName' EQUALITY caseIgnoreMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 SINGLE-VALUE )
            attributeTypes: ( 1.2.840.113556.1.4.656 NAME 'userPrincipalName' EQUALITY caseIgnoreMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 SINGLE-VALUE )
            attributeTypes: ( 1.2.840.113556.1.4.2 NAME 'objectGUID' EQUALITY octetStringMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.40 SINGLE-VALUE )
            attributeTypes: ( 1.2.840.113556.1.4.146 NAME 'objectSid' EQUALITY octetStringMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.40 SINGLE-VALUE )
            attributeTypes: ( 1.2.840.113556.1.4.35 NAME 'thumbnailPhoto' EQUALITY octetStringMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.40 SINGLE-VALUE )
            attributeTypes: ( 1.2.840.113556.1.2.120 NAME 'uSNChanged' EQUALITY integerMatch ORDERING integerOrderingMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.27 SINGLE-VALUE )
            attributeTypes: ( 1.2.840.113556.1.4.8 NAME 'userAccountControl' EQUALITY integerMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.27 SINGLE-VALUE )
            attributeTypes: ( 1.2.840.113556.1.4.159 NAME 'accountExpires' EQUALITY integerMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.27 SINGLE-VALUE )
            attributeTypes: ( 1.2.840.113556.1.2.3 NAME 'whenChanged' EQUALITY generalizedTimeMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.24 SINGLE-VALUE )
            attributeTypes: ( 1.2.840.113556.1.4.782 NAME 'objectCategory' EQUALITY caseIgnoreMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 SINGLE-VALUE )
            objectClasses: ( 1.2.840.113556.1.5.9 NAME 'user' SUP inetOrgPerson STRUCTURAL MAY ( c $ co $ sAMAccountName $ userPrincipalName $ objectGUID $ objectSid $ thumbnailPhoto $ uSNChanged $ userAccountControl $ accountExpires $ whenChanged $ objectCategory ) )
            objectClasses: ( 1.2.840.113556.1.5.8 NAME 'group' SUP top STRUCTURAL MUST cn MAY ( member $ objectGUID $ objectSid $ uSNChanged $ sAMAccountName $ description ) )
            """;

    private final InMemoryDirectoryServer server;
    private final Interceptor interceptor = new Interceptor();
    private final AtomicLong usn = new AtomicLong(1000);
    private volatile String service = "CN=NTDS Settings,CN=DC1,DC=example,DC=com";

    TestDirectory(TestCertificate certificate) throws Exception {
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("DC=example,DC=com");
        config.addAdditionalBindCredentials(SERVICE_USER, SERVICE_PASSWORD);
        config.setAuthenticationRequiredOperationTypes(OperationType.SEARCH, OperationType.COMPARE);
        config.addInMemoryOperationInterceptor(interceptor);
        Entry schema = new LDIFReader(new ByteArrayInputStream(SCHEMA.getBytes(StandardCharsets.UTF_8))).readEntry();
        config.setSchema(Schema.mergeSchemas(Schema.getDefaultStandardSchema(), new Schema(schema)));
        SSLUtil tls = new SSLUtil(
                new KeyStoreKeyManager(
                        certificate.pkcs12().toString(), TestCertificate.PASSWORD.toCharArray(), "PKCS12", null),
                null);
        InetAddress here = InetAddress.getLoopbackAddress();
        config.setListenerConfigs(
                InMemoryListenerConfig.createLDAPConfig("ldap", here, 0, tls.createSSLSocketFactory()),
                InMemoryListenerConfig.createLDAPSConfig("ldaps", here, 0, tls.createSSLServerSocketFactory(), null));
        server = new InMemoryDirectoryServer(config);
        server.startListening();
        server.add("dn: DC=example,DC=com", "objectClass: domain", "dc: example");
        server.add("dn: " + USERS, "objectClass: organizationalUnit", "ou: People");
        server.add("dn: " + GROUPS, "objectClass: organizationalUnit", "ou: Groups");
    }

    String ldap() {
        return "ldap://127.0.0.1:" + server.getListenPort("ldap");
    }

    String ldaps() {
        return "ldaps://127.0.0.1:" + server.getListenPort("ldaps");
    }

    /** A user whose password is "pw-" and the name; her GUID and SID end with a number. */
    void addUser(String name, int number, String... more) throws LDAPException {
        List<Attribute> attributes = new ArrayList<>(List.of(
                new Attribute("objectClass", "top", "person", "organizationalPerson", "inetOrgPerson", "user"),
                new Attribute("objectCategory", "person"),
                new Attribute("cn", name),
                new Attribute("sn", name),
                new Attribute("sAMAccountName", name),
                new Attribute("userPrincipalName", name + "@example.com"),
                new Attribute("userPassword", "pw-" + name),
                new Attribute("userAccountControl", "512"),
                new Attribute("objectGUID", guid(number)),
                new Attribute("objectSid", sid(number)),
                new Attribute("uSNChanged", String.valueOf(usn.incrementAndGet()))));
        for (int i = 0; i < more.length; i += 2) {
            String attribute = more[i];
            attributes.removeIf(old -> old.getName().equals(attribute));
            attributes.add(new Attribute(attribute, more[i + 1]));
        }
        server.add(user(name), attributes);
    }

    void addGroup(String name, int number, String... members) throws LDAPException {
        List<Attribute> attributes = new ArrayList<>(List.of(
                new Attribute("objectClass", "top", "group"),
                new Attribute("cn", name),
                new Attribute("objectGUID", guid(number)),
                new Attribute("uSNChanged", String.valueOf(usn.incrementAndGet()))));
        if (members.length > 0) {
            attributes.add(new Attribute("member", members));
        }
        server.add(group(name), attributes);
    }

    static String user(String name) {
        return new RDN("CN", name) + "," + USERS;
    }

    static String group(String name) {
        return new RDN("CN", name) + "," + GROUPS;
    }

    static byte[] guid(int number) {
        byte[] guid = HexFormat.of().parseHex("33221100554477668899aabbcc000000");
        guid[14] = (byte) (number >> 8);
        guid[15] = (byte) number;
        return guid;
    }

    static String guidText(int number) {
        return "00112233-4455-6677-8899-aabbcc00%04x".formatted(number);
    }

    private static byte[] sid(int number) {
        byte[] sid = HexFormat.of().parseHex("010500000000000515000000010000000200000003000000e8030000");
        sid[24] = (byte) number;
        sid[25] = 0;
        return sid;
    }

    /** Changes an entry as Active Directory does: the change gets a number. */
    void change(String dn, String attribute, String... values) throws LDAPException {
        server.modify(
                dn,
                List.of(
                        new Modification(ModificationType.REPLACE, attribute, values),
                        new Modification(
                                ModificationType.REPLACE, "uSNChanged", String.valueOf(usn.incrementAndGet()))));
    }

    void delete(String dn) throws LDAPException {
        server.delete(dn);
        usn.incrementAndGet();
    }

    /** It was restored, or another one answers now. */
    void becomeAnother() {
        service = service.replace("DC1", "DC2");
    }

    Interceptor interceptor() {
        return interceptor;
    }

    @Override
    public void close() {
        server.shutDown(true);
    }

    /** What Active Directory does and this server does not; and faults to order. */
    final class Interceptor extends InMemoryOperationInterceptor {
        private final List<String> searches = new CopyOnWriteArrayList<>();
        private final List<Integer> pages = new CopyOnWriteArrayList<>();
        private volatile int mostMembers = Integer.MAX_VALUE;
        private volatile ResultCode failure;

        /** The filters that were searched for. */
        List<String> searches() {
            return searches;
        }

        /** The sizes of the pages that were asked for. */
        List<Integer> pages() {
            return pages;
        }

        /** Gives no more members of a group than this at once. */
        void giveMembersInRangesOf(int most) {
            mostMembers = most;
        }

        /** Answers searches below a base with this; null: as usual. */
        void failWith(ResultCode code) {
            failure = code;
        }

        @Override
        public void processSearchRequest(InMemoryInterceptedSearchRequest request) throws LDAPException {
            if (request.getRequest().getBaseDN().isEmpty()) {
                return;
            }
            searches.add(request.getRequest().getFilter().toString());
            for (Control control : request.getRequest().getControls()) {
                if (control instanceof SimplePagedResultsControl paged) {
                    pages.add(paged.getSize());
                }
            }
            if (failure != null) {
                throw new LDAPException(failure, "as ordered", null, new String[] {"ldap://dc9.example.com/"});
            }
        }

        @Override
        public void processSearchEntry(InMemoryInterceptedSearchEntry found) {
            Entry entry = found.getSearchEntry().duplicate();
            if (entry.getDN().isEmpty()) {
                entry.setAttribute("highestCommittedUSN", usn.toString());
                entry.setAttribute("dsServiceName", service);
                found.setSearchEntry(entry);
            } else if (mostMembers < Integer.MAX_VALUE) {
                giveRange(found, entry);
            }
        }

        private void giveRange(InMemoryInterceptedSearchEntry found, Entry entry) {
            int first = found.getRequest().getAttributeList().stream()
                    .filter(name -> name.startsWith("member;range="))
                    .map(name -> Integer.parseInt(name.replaceAll("member;range=(\\d+)-\\*", "$1")))
                    .findFirst()
                    .orElse(0);
            try {
                String[] all = server.getEntry(entry.getDN()).getAttributeValues("member");
                if (all == null || all.length <= mostMembers) {
                    return;
                }
                int last = Math.min(first + mostMembers, all.length);
                entry.removeAttribute("member");
                entry.addAttribute(
                        "member;range=" + first + "-" + (last == all.length ? "*" : last - 1),
                        List.of(all).subList(first, last));
                found.setSearchEntry(entry);
            } catch (LDAPException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
