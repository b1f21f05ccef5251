package io.drover.store;

import io.drover.settings.Settings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;

/**
 * Forces H2's commits to the disk, which H2 itself never does. One forced write serves all whose commits it comes after: those
 * who come while one is under way share the next.
 */
final class Durability {
    private final DataSource database;
    private final Lock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private long asked;
    private long settled;
    private boolean underWay;

    Durability(DataSource database) {
        this.database = database;
    }

    static boolean isPowerSafe(Settings settings) {
        String value = settings.get("drover.store.durability");
        return switch (value) {
            case "process" -> false;
            case "power-safe" -> true;
            default ->
                throw new StoreException(
                        "the setting drover.store.durability is '" + value + "'; it is process or power-safe", null);
        };
    }

    void settle() {
        lock.lock();
        try {
            long mine = ++asked;
            while (settled < mine) {
                if (underWay) {
                    ended.awaitUninterruptibly();
                } else {
                    settleAllAskedFor();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void settleAllAskedFor() {
        long upTo = asked;
        underWay = true;
        lock.unlock();
        boolean forced = false;
        try {
            force();
            forced = true;
        } finally {
            lock.lock();
            underWay = false;
            settled = forced ? upTo : settled;
            ended.signalAll();
        }
    }

    private void force() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CHECKPOINT SYNC");
        } catch (SQLException e) {
            throw new StoreException("what was committed could not be forced to the disk: " + e.getMessage(), e);
        }
    }
}
