package io.drover.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** The statements of {@code drover.store.init}. */
final class InitScript {
    private static final Pattern STATEMENT_END = Pattern.compile(";[ \\t]*(\\r?\\n|$)");

    private InitScript() {}

    /**
     * Runs the statements of a script, separated by semicolons at line ends.
     *
     * @param script its path, or nothing
     */
    static void run(DataSource dataSource, String script) {
        if (script.isEmpty()) {
            return;
        }
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements(Files.readString(Path.of(script)))) {
                statement.execute(sql);
            }
        } catch (IOException e) {
            throw new StoreException("cannot read " + script + " (drover.store.init): " + e.getMessage(), e);
        } catch (SQLException e) {
            throw new StoreException(script + " (drover.store.init) failed: " + Databases.oneLine(e.getMessage()), e);
        }
    }

    private static List<String> statements(String script) {
        return STATEMENT_END
                .splitAsStream(script)
                .map(String::strip)
                .filter(sql -> !sql.isEmpty())
                .toList();
    }
}
