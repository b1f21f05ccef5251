package io.drover.store;

import java.sql.Connection;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.mapper.reflect.ReflectionMappers;
import org.jdbi.v3.core.statement.SqlStatements;

/**
 * Handles on connections of others, which stay open. One Jdbi makes them all: what it knows of statements and classes takes as long
 * to find out as a small load takes. Thread-safe.
 */
final class LentConnections implements ConnectionFactory {
    /** The one that the next handle of this thread is made on. */
    private static final ThreadLocal<Connection> LENT = new ThreadLocal<>();

    private final Jdbi jdbi;
    private final Jdbi like;

    /** @param like the Jdbi whose parsed statements are shared */
    LentConnections(ArgumentFactory arguments, Jdbi like) {
        this.like = like;
        this.jdbi = Jdbi.create(this)
                .registerArgument(arguments)
                .setSqlParser(like.getConfig(SqlStatements.class).getSqlParser());
        this.jdbi
                .getConfig(ReflectionMappers.class)
                .setCaseChange(like.getConfig(ReflectionMappers.class).getCaseChange());
    }

    Handle open(Connection connection) {
        LENT.set(connection);
        try {
            Handle handle = jdbi.open();
            handle.setSqlLogger(like.getConfig(SqlStatements.class).getSqlLogger());
            return handle;
        } finally {
            LENT.remove();
        }
    }

    @Override
    public Connection openConnection() {
        return LENT.get();
    }

    /** It is given back by whoever has it. */
    @Override
    public void closeConnection(Connection connection) {}
}
