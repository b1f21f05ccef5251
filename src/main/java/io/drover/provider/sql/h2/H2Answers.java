package io.drover.provider.sql.h2;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.stream.Collectors;
import org.h2.engine.Database;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.schema.Schema;
import org.h2.table.Table;

/**
 * Answers of H2's catalogue, which hold until something is created, altered or dropped: H2 counts that. It describes many tables for each
 * question about one, which takes a fifth of the time in which a small file is loaded. Databases of other processes are asked each
 * time. Thread-safe.
 */
final class H2Answers {
    /** Of many tables with long names: then all are asked for anew. */
    private static final int MOST = 10_000;

    private static final Map<Database, H2Answers> BY_DATABASE = Collections.synchronizedMap(new WeakHashMap<>());

    private final Map<List<String>, Object> answers = new HashMap<>();
    private long version;

    /** Asks the catalogue. */
    interface Question<T> {
        T ask() throws SQLException;
    }

    private H2Answers() {}

    /** @param question what is asked, of which names */
    @SuppressWarnings("unchecked") // each question has answers of one kind
    static <T> T of(Connection connection, List<String> question, Question<T> catalogue) throws SQLException {
        if (!(connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal session)) {
            return catalogue.ask();
        }
        H2Answers known = BY_DATABASE.computeIfAbsent(session.getDatabase(), database -> new H2Answers());
        long version = session.getDatabase()
                .getModificationMetaId(); // before it is asked: a change meanwhile is seen next time
        List<String> asked = List.of(session.getUser().getName(), question.toString());
        Object answer = known.find(asked, version);
        if (answer == null) {
            answer = catalogue.ask();
            known.keep(asked, answer, version);
        }
        return (T) answer;
    }

    /**
     * What H2 changes in a table without counting it: whether columns have to have values, and what they have by themselves.
     *
     * @return empty when there is no such table, or it is one of another process
     */
    static String columns(Connection connection, String schema, String table) throws SQLException {
        if (!(connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal session)) {
            return "";
        }
        Schema holder = session.getDatabase().findSchema(schema);
        Table described = holder == null ? null : holder.findTableOrView(session, table);
        return described == null
                ? ""
                : Arrays.stream(described.getColumns())
                        .map(column -> column.getCreateSQL() + " " + column.getEffectiveDefaultExpression())
                        .collect(Collectors.joining("\n"));
    }

    private synchronized Object find(List<String> question, long asOf) {
        if (version != asOf || answers.size() > MOST) {
            answers.clear();
            version = asOf;
        }
        return answers.get(question);
    }

    private synchronized void keep(List<String> question, Object answer, long asOf) {
        if (version == asOf) {
            answers.put(question, answer);
        }
    }
}
