package io.drover.definition.edit;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The attribute enabled in the file of a scheduled task, changed without touching anything else: comments, layout and encoding
 * stay byte for byte.
 */
public final class EnabledAttribute {
    /** What may come before the first element: declaration, other instructions, comments. */
    private static final Pattern PROLOG = Pattern.compile("(?s)\\uFEFF?(?:[^<]|<\\?.*?\\?>|<!--.*?-->)*+(?=<[^!?])");

    private static final Pattern START = Pattern.compile("<[^\\s/>\"']+");
    private static final Pattern ATTRIBUTE = Pattern.compile("\\s+([^\\s=/>]+)\\s*=\\s*(\"[^\"]*\"|'[^']*')");

    private EnabledAttribute() {}

    /**
     * Sets it, whole or not at all.
     *
     * @return false: it was so already, and the file is as it was
     * @throws IllegalArgumentException when the file holds no element with a name; the message is for the user
     */
    public static boolean set(Path file, boolean enabled) throws IOException {
        byte[] before = Files.readAllBytes(file);
        Charset charset = FileText.lossless(before);
        String text = new String(before, charset);
        String changed = changed(text, enabled, file);
        if (changed.equals(text)) {
            return false;
        }
        try (FileReplacement replacement = new FileReplacement(file, changed.getBytes(charset))) {
            replacement.place();
        }
        return true;
    }

    private static String changed(String text, boolean enabled, Path file) {
        Matcher prolog = PROLOG.matcher(text);
        Matcher start = START.matcher(text);
        if (!prolog.lookingAt() || !start.find(prolog.end())) {
            throw new IllegalArgumentException(file + " holds no scheduled task");
        }
        Matcher attribute = ATTRIBUTE.matcher(text);
        int afterName = start.end();
        for (int at = start.end(); attribute.region(at, text.length()).lookingAt(); at = attribute.end()) {
            if (attribute.group(1).equals("enabled")) {
                String value =
                        attribute.group(2).substring(1, attribute.group(2).length() - 1);
                boolean is = value.strip().equals("true") || value.strip().equals("1");
                return is == enabled
                        ? text
                        : text.substring(0, attribute.start(2) + 1) + enabled + text.substring(attribute.end(2) - 1);
            }
            afterName = attribute.group(1).equals("name") ? attribute.end() : afterName;
        }
        return enabled // which it is when nothing is said
                ? text
                : text.substring(0, afterName) + " enabled=\"false\"" + text.substring(afterName);
    }
}
