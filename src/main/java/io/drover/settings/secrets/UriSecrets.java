package io.drover.settings.secrets;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The secrets that a URI may carry: {@code //user:password@host}, and options such as {@code password=} and {@code accessKey=RAW()}. */
public final class UriSecrets {
    private static final Pattern URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:[^\\s].*", Pattern.DOTALL);
    private static final Pattern USER_INFO = Pattern.compile("//[^/?#@:\\s]*:([^/?#\\s]*)@");
    private static final Pattern OPTION =
            Pattern.compile("[?&;]([A-Za-z][\\w.-]*)=(RAW\\((.*?)\\)|RAW\\{(.*?)}|((?:\\{\\{.*?}}|[^&;\\s#])*))");

    private UriSecrets() {}

    /** The secrets in a URI as written, and as they are meant where that differs; none when the text is no URI. */
    public static List<String> in(String text) {
        List<String> secrets = new ArrayList<>();
        if (!URI.matcher(text).matches()) {
            return secrets;
        }
        Matcher user = USER_INFO.matcher(text);
        if (user.find()) {
            add(secrets, user.group(1));
        }
        Matcher option = OPTION.matcher(text);
        while (option.find()) {
            if (SecretNames.isSecret(option.group(1))) {
                String raw = option.group(3) != null ? option.group(3) : option.group(4);
                add(secrets, raw != null ? raw : option.group(5));
            }
        }
        return secrets;
    }

    private static void add(List<String> secrets, String written) {
        if (written.isEmpty() || written.startsWith("#")) { // a bean of the registry
            return;
        }
        secrets.add(written);
        if (written.indexOf('%') >= 0) {
            try {
                secrets.add(URLDecoder.decode(written.replace("+", "%2B"), StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                // A per cent sign that encodes nothing: it is meant as written
            }
        }
    }
}
