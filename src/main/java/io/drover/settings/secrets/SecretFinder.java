package io.drover.settings.secrets;

import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds any of many secrets in a text in one pass: the first characters of each are looked up at every place of the text, and
 * only where they stand is it compared. Immutable.
 */
final class SecretFinder {
    static final SecretFinder NONE = new SecretFinder(List.of());

    private static final int PREFIX = Secrets.SHORTEST;
    private static final int BITS = 1 << 16;

    private final BitSet prefixes = new BitSet(BITS);
    private final Map<Integer, Form[]> byPrefix = new HashMap<>();

    /** @param encoded whether it is a part of Base64, which goes with what stands around it */
    private record Form(String text, boolean encoded) {}

    SecretFinder(Collection<String> secrets) {
        Map<Integer, Map<String, Form>> forms = new HashMap<>();
        for (String secret : secrets) {
            SecretForms.base64(secret).forEach(text -> put(forms, new Form(text, true)));
            SecretForms.plain(secret).forEach(text -> put(forms, new Form(text, false)));
        }
        forms.forEach((hash, same) -> {
            prefixes.set(hash & (BITS - 1));
            byPrefix.put(
                    hash,
                    same.values().stream()
                            .sorted(Comparator.comparingInt((Form form) -> form.text.length())
                                    .reversed())
                            .toArray(Form[]::new));
        });
    }

    private static void put(Map<Integer, Map<String, Form>> forms, Form form) {
        forms.computeIfAbsent(hash(form.text, 0), hash -> new HashMap<>()).put(form.text, form);
    }

    private static int hash(CharSequence text, int at) {
        int hash = 0;
        for (int i = at; i < at + PREFIX; i++) {
            hash = 31 * hash + text.charAt(i);
        }
        return hash ^ (hash >>> 16);
    }

    /** The text with each secret replaced; the same object when there is none. */
    String replace(String text, String replacement) {
        StringBuilder clean = null;
        int copied = 0;
        int start = -1;
        int end = 0;
        for (int at = 0; at + PREFIX <= text.length(); at++) {
            Form form = formAt(text, at);
            if (form == null) {
                continue;
            }
            int from = form.encoded ? encodedFrom(text, at, end) : at;
            int to = form.encoded ? encodedTo(text, at + form.text.length()) : at + form.text.length();
            if (start >= 0 && from > end) { // those that overlap or touch are one
                clean = clean == null ? new StringBuilder(text.length()) : clean;
                clean.append(text, copied, start).append(replacement);
                copied = end;
                start = from;
            }
            start = start < 0 ? from : start;
            end = Math.max(end, to);
        }
        if (start < 0) {
            return text;
        }
        clean = clean == null ? new StringBuilder(text.length()) : clean;
        return clean.append(text, copied, start)
                .append(replacement)
                .append(text, end, text.length())
                .toString();
    }

    private Form formAt(String text, int at) {
        int hash = hash(text, at);
        if (!prefixes.get(hash & (BITS - 1))) {
            return null;
        }
        for (Form form : byPrefix.getOrDefault(hash, new Form[0])) {
            if (text.startsWith(form.text, at)) {
                return form;
            }
        }
        return null;
    }

    private static int encodedFrom(String text, int at, int least) {
        int from = at;
        while (from > least && isBase64(text.charAt(from - 1))) {
            from--;
        }
        return from;
    }

    private static int encodedTo(String text, int at) {
        int to = at;
        while (to < text.length() && (isBase64(text.charAt(to)) || text.charAt(to) == '=')) {
            to++;
        }
        return to;
    }

    private static boolean isBase64(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "+/-_".indexOf(c) >= 0;
    }
}
