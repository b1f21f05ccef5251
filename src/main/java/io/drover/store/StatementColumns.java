package io.drover.store;

import io.drover.store.Columns.Column;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which columns the parameters of a statement are written to, or compared with. It knows the SQL that this package writes:
 * columns and values of INSERT side by side, and for any other parameter the text column before it that something is assigned to
 * or compared with.
 */
final class StatementColumns {
    private static final Pattern TOKEN = Pattern.compile("'(?:[^']|'')*'|[\\w.$]+|<>|<=|>=|[?(),=<>]");
    private static final Set<String> COMPARED = Set.of("=", "<>", "<", ">", "<=", ">=", "in");

    private final Columns columns;
    private final List<String> tokens = new ArrayList<>();
    private final Set<String> tables = new LinkedHashSet<>();
    private final List<Column> found = new ArrayList<>();

    private StatementColumns(Columns columns, String sql) {
        this.columns = columns;
        Matcher token = TOKEN.matcher(sql);
        while (token.find()) {
            String text = token.group().toLowerCase(Locale.ROOT);
            tokens.add(text);
            if (text.startsWith("drover.")) {
                tables.add(afterDot(text));
            }
        }
    }

    /**
     * The columns of the parameters in their order; null for a parameter of none.
     *
     * @param sql with a question mark for each parameter
     */
    static List<Column> of(Columns columns, String sql) {
        StatementColumns statement = new StatementColumns(columns, sql);
        statement.read();
        return statement.found;
    }

    private void read() {
        for (int at = 0; at < tokens.size(); at++) {
            if (isInsert(at)) {
                at = readInsert(at + 2) - 1;
            } else if (tokens.get(at).equals("?")) {
                found.add(before(at));
            }
        }
    }

    private boolean isInsert(int at) {
        return tokens.get(at).equals("insert")
                && at + 3 < tokens.size()
                && tokens.get(at + 3).equals("(");
    }

    /** Reads the columns and the values of an INSERT; gives where what comes after them begins. */
    private int readInsert(int table) {
        List<String> target = List.of(afterDot(tokens.get(table)));
        List<String> names = new ArrayList<>();
        int at = table + 2;
        for (; !tokens.get(at).equals(")"); at++) {
            if (!tokens.get(at).equals(",")) {
                names.add(tokens.get(at));
            }
        }
        at++;
        boolean listed = tokens.get(at).equals("values");
        at += listed ? 2 : 1;
        int depth = 0;
        int value = 0;
        for (; at < tokens.size() && depth >= 0; at++) {
            String token = tokens.get(at);
            if (depth == 0 && (token.equals("from") || token.equals("where"))) {
                break;
            }
            depth += token.equals("(") ? 1 : token.equals(")") ? -1 : 0;
            if (token.equals("?")) {
                found.add(columns.find(target, names.get(value)));
            } else if (depth == 0 && token.equals(",")) {
                value++;
            }
        }
        return at;
    }

    /** The nearest text column before a parameter that something is assigned to or compared with, in its brackets or outside. */
    private Column before(int parameter) {
        int closed = 0;
        for (int at = parameter - 1; at > 0; at--) {
            String token = tokens.get(at);
            if (token.equals(")")) {
                closed++;
            } else if (token.equals("(")) {
                closed = Math.max(0, closed - 1);
            } else if (closed == 0 && isCompared(at)) {
                Column column = columns.find(tables, columnBefore(at));
                if (column != null) {
                    return column;
                }
            }
        }
        return null;
    }

    private boolean isCompared(int at) {
        String token = tokens.get(at);
        return COMPARED.contains(token)
                || (token.equals("from") && tokens.get(at - 1).equals("distinct"));
    }

    /** Of {@code a.b = ?} and {@code b IS NOT DISTINCT FROM ?} it is b. */
    private String columnBefore(int operator) {
        int at = operator - 1;
        while (at > 0 && Set.of("is", "not", "distinct").contains(tokens.get(at))) {
            at--;
        }
        return afterDot(tokens.get(at));
    }

    private static String afterDot(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
