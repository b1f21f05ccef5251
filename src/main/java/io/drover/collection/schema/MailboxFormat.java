package io.drover.collection.schema;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Format;
import com.networknt.schema.format.IPv6Format;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address of mail as RFC 5321 writes it, or RFC 6531 with letters of all languages. The library's own formats ask besides for a
 * top-level domain that it knew when it was made, which addresses inside a company do not have, nor those of newer domains.
 */
final class MailboxFormat implements Format {
    private static final int LONGEST = 254; // the path of RFC 5321, 4.5.3.1.3, without its <>
    private static final int LONGEST_LOCAL = 64;
    private static final String IPV6 = "IPv6:";
    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}");
    private static final Pattern QUOTED = Pattern.compile("\"(?<local>(?:[^\"\\\\]|\\\\.)*+)\"@(?<domain>.*)");
    private static final Pattern PLAIN = Pattern.compile("(?<local>[^@\"]++)@(?<domain>.*)");

    private final String name;
    private final Pattern atoms;
    private final Pattern quotable;
    private final Pattern domain;

    private MailboxFormat(String name, String letters) {
        this.name = name;
        String atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~" + letters + "-]++";
        String end = "[A-Za-z0-9" + letters + "]";
        String label = end + "(?:[A-Za-z0-9" + letters + "-]{0,61}" + end + ")?+";
        this.atoms = Pattern.compile(atom + "(?:\\." + atom + ")*+");
        this.quotable = Pattern.compile("[ -~" + letters + "]*+");
        this.domain = Pattern.compile(label + "(?:\\." + label + ")*+");
    }

    /** {@code email}: the letters, digits and characters of ASCII. */
    static Format ascii() {
        return new MailboxFormat("email", "");
    }

    /** {@code idn-email}: besides, the letters, marks and digits of all languages. */
    static Format international() {
        return new MailboxFormat("idn-email", "\\p{L}\\p{M}\\p{N}");
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String getMessageKey() {
        return "format." + name;
    }

    @Override
    public boolean matches(ExecutionContext context, String value) {
        if (value.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            return false;
        }
        Matcher quoted = QUOTED.matcher(value);
        if (quoted.matches()) {
            return isLocal(quotable, quoted.group("local")) && isDomain(context, quoted.group("domain"));
        }
        Matcher plain = PLAIN.matcher(value);
        return plain.matches() && isLocal(atoms, plain.group("local")) && isDomain(context, plain.group("domain"));
    }

    private static boolean isLocal(Pattern allowed, String local) {
        return local.getBytes(StandardCharsets.UTF_8).length <= LONGEST_LOCAL
                && allowed.matcher(local).matches();
    }

    private boolean isDomain(ExecutionContext context, String text) {
        if (!text.startsWith("[") || !text.endsWith("]")) {
            return domain.matcher(text).matches();
        }
        String address = text.substring(1, text.length() - 1);
        return address.startsWith(IPV6)
                ? new IPv6Format().matches(context, address.substring(IPV6.length()))
                : IPV4.matcher(address).matches();
    }
}
