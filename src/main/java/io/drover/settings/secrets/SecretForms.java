package io.drover.settings.secrets;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** How one secret looks in texts: as it is, and as URLs, XML, JSON and the header of Basic authentication write it. */
final class SecretForms {
    private static final Pattern ESCAPED = Pattern.compile("%[0-9A-F]{2}");

    /** A line of a key file that is as good as the key; shorter ones may be anything. */
    private static final int LINE = 16;

    private SecretForms() {}

    /** The forms that stand in texts as they are, each at least as long as {@link Secrets#SHORTEST}. */
    static Set<String> plain(String secret) {
        Set<String> forms = new LinkedHashSet<>();
        add(forms, secret);
        if (secret.indexOf('\n') >= 0) { // messages are one line, and some show only the first
            add(forms, secret.replaceAll("\\s+", " "));
            secret.lines()
                    .filter(line -> line.length() >= LINE && !line.startsWith("-----"))
                    .forEach(line -> add(forms, line));
        }
        forms.removeIf(form -> form.length() < Secrets.SHORTEST);
        return forms;
    }

    private static void add(Set<String> forms, String text) {
        forms.add(text);
        inUrls(forms, text);
        inXml(forms, text);
        String inJson = text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t");
        forms.add(inJson);
        forms.add(inJson.replace("/", "\\/"));
    }

    private static void inUrls(Set<String> forms, String text) {
        String form = URLEncoder.encode(text, StandardCharsets.UTF_8);
        withSmallHex(forms, form);
        withSmallHex(forms, form.replace("+", "%20"));
        withSmallHex(forms, form.replace("+", "%20").replace("*", "%2A").replace("%7E", "~"));
        try { // which leaves what a URI may have
            URI uri = new URI("x", null, "/-" + text, null); // a slash of the secret's own is no authority
            withSmallHex(forms, uri.getRawPath().substring("/-".length()));
            withSmallHex(forms, uri.toASCIIString().substring("x:/-".length()));
        } catch (URISyntaxException e) {
            // Then nobody writes it like this
        }
    }

    private static void withSmallHex(Set<String> forms, String encoded) {
        forms.add(encoded);
        forms.add(ESCAPED.matcher(encoded).replaceAll(found -> found.group().toLowerCase(Locale.ROOT)));
    }

    private static void inXml(Set<String> forms, String text) {
        String least = text.replace("&", "&amp;").replace("<", "&lt;");
        String usual = least.replace(">", "&gt;");
        forms.add(least);
        forms.add(usual);
        forms.add(least.replace("\"", "&quot;"));
        forms.add(usual.replace("\"", "&quot;"));
        forms.add(usual.replace("\"", "&quot;").replace("'", "&apos;"));
        forms.add(usual.replace("\"", "&quot;").replace("'", "&#39;"));
        forms.add(usual.replace("\"", "&#34;").replace("'", "&#39;"));
    }

    /**
     * What Base64 makes of the secret wherever it stands in the encoded text, such as {@code user:password}: the digits that
     * depend on nothing but the secret. Three forms, one for each place a byte can have among three.
     */
    static Set<String> base64(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        Set<String> forms = new LinkedHashSet<>();
        for (int before = 0; before < 3; before++) {
            byte[] padded = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, padded, before, bytes.length);
            int from = (before * 8 + 5) / 6;
            int to = padded.length * 8 / 6;
            if (to - from >= Secrets.SHORTEST) {
                forms.add(Base64.getEncoder().encodeToString(padded).substring(from, to));
                forms.add(Base64.getUrlEncoder().encodeToString(padded).substring(from, to));
            }
        }
        return forms;
    }
}
