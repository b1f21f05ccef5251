package io.drover.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A database file, opened by the JVM of each run; the states are files too. */
final class H2Database implements Database {
    private static final String RUN = "run";
    private static final String EMPTY = "empty";
    private static final String FULL = "full";

    private final Path folder;

    H2Database(Path folder) throws IOException, SQLException {
        this.folder = Files.createDirectories(folder.resolve("h2")).toAbsolutePath();
        Files.deleteIfExists(file(EMPTY));
        execute(EMPTY, Products.createTable());
    }

    @Override
    public String description() {
        return "H2 " + org.h2.engine.Constants.VERSION + ", file, WRITE_DELAY=0";
    }

    @Override
    public String url() {
        return url(RUN);
    }

    @Override
    public String user() {
        return "sa";
    }

    @Override
    public Class<?> floor() {
        return H2Floor.class;
    }

    @Override
    public void restoreEmpty() throws IOException {
        copy(EMPTY, RUN);
    }

    @Override
    public void keepAsFull() throws IOException, SQLException {
        execute(RUN, "SHUTDOWN COMPACT");
        copy(RUN, FULL);
    }

    @Override
    public void restoreFull() throws IOException {
        copy(FULL, RUN);
    }

    @Override
    public void close() {
        // Nothing runs between the runs
    }

    private void execute(String state, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(state), user(), "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void copy(String from, String to) throws IOException {
        Files.copy(file(from), file(to), StandardCopyOption.REPLACE_EXISTING);
        Disk.flush(file(to));
    }

    private String url(String state) {
        return "jdbc:h2:file:" + folder.resolve(state) + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
    }

    private Path file(String state) {
        return folder.resolve(state + ".mv.db");
    }
}
