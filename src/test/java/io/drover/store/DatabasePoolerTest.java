package io.drover.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.testing.TestPostgres;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Connections that are open at the same time and have one session are those of a pooler in transaction mode. */
class DatabasePoolerTest {
    @Test
    void isFoundByTwoConnectionsWithOneSession() throws SQLException {
        DataSource direct = TestPostgres.shared().createDatabase().dataSource();

        assertThat(DatabasePooler.sharesSessions(direct)).isFalse();
        try (Connection session = direct.getConnection()) {
            assertThat(DatabasePooler.sharesSessions(pooled(session))).isTrue();
        }
    }

    /** As a pooler gives them: many connections, with the session that is free. */
    private static DataSource pooled(Connection session) {
        Connection kept = proxy(
                Connection.class,
                (proxy, method, arguments) ->
                        method.getName().equals("close") ? null : method.invoke(session, arguments));
        return proxy(DataSource.class, (proxy, method, arguments) -> kept);
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
