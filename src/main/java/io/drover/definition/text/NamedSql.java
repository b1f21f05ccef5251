package io.drover.definition.text;

import java.util.ArrayList;
import java.util.List;

/**
 * A query with named parameters, {@code :shop}, which are bound and never pasted in.
 *
 * @param text as written, without a semicolon at its end
 * @param sql the same with a question mark for each parameter
 * @param names of the parameters in the order of the question marks
 */
public record NamedSql(String text, String sql, List<String> names) {
    /** The parameter that stands for the highest value read before. */
    public static final String WATERMARK = "watermark";

    public NamedSql {
        names = List.copyOf(names);
    }

    /** Finds the parameters: outside of quotes and comments, and neither {@code ::type} nor {@code array[1:n]}. */
    public static NamedSql parse(String text) {
        String whole = text.strip();
        while (whole.endsWith(";")) {
            whole = whole.substring(0, whole.length() - 1).stripTrailing();
        }
        StringBuilder sql = new StringBuilder();
        List<String> names = new ArrayList<>();
        int at = 0;
        while (at < whole.length()) {
            int end = endOfToken(whole, at);
            String token = whole.substring(at, end);
            boolean named = token.length() > 1 && token.charAt(0) == ':' && token.charAt(1) != ':';
            if (named && !followsOperand(whole, at)) {
                names.add(token.substring(1));
                sql.append('?');
            } else {
                sql.append(token.equals("?") ? "??" : token); // an operator of PostgreSQL's, not a parameter
            }
            at = end;
        }
        return new NamedSql(whole, sql.toString(), names);
    }

    public boolean usesWatermark() {
        return names.contains(WATERMARK);
    }

    private static int endOfToken(String text, int at) {
        char first = text.charAt(at);
        if (first == '\'' || first == '"' || first == '`') {
            return after(text, String.valueOf(first), at + 1);
        }
        if (text.startsWith("--", at)) {
            return after(text, "\n", at);
        }
        if (text.startsWith("/*", at)) {
            return after(text, "*/", at + 2);
        }
        if (first == '$' && !followsOperand(text, at)) {
            int tagEnd = endOfWord(text, at + 1);
            boolean quote = tagEnd < text.length() && text.charAt(tagEnd) == '$';
            return quote ? after(text, text.substring(at, tagEnd + 1), tagEnd + 1) : at + 1;
        }
        if (text.startsWith("::", at)) {
            return at + 2;
        }
        boolean name = first == ':' && at + 1 < text.length() && isStart(text.charAt(at + 1));
        return name ? endOfWord(text, at + 1) : at + 1;
    }

    private static int after(String text, String end, int from) {
        int found = text.indexOf(end, from);
        return found < 0 ? text.length() : found + end.length();
    }

    private static int endOfWord(String text, int from) {
        int end = from;
        while (end < text.length() && (isStart(text.charAt(end)) || Character.isDigit(text.charAt(end)))) {
            end++;
        }
        return end;
    }

    private static boolean isStart(char c) {
        return Character.isLetter(c) || c == '_';
    }

    private static boolean followsOperand(String text, int at) {
        return at > 0 && (Character.isLetterOrDigit(text.charAt(at - 1)) || "_])".indexOf(text.charAt(at - 1)) >= 0);
    }
}
