package io.drover.store;

import com.zaxxer.hikari.HikariDataSource;
import io.drover.settings.Settings;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ReflectionMappers;

/**
 * Drover's own database (executions, errors, the ledger) and the other databases that jobs load. Opening it brings Drover's
 * tables, in the schema {@code drover}, up to date.
 *
 * <pre>{@code
 * try (Store store = Store.open(settings)) {
 *     Optional<Execution> run = new Executions(store).find(42);
 * }
 * }</pre>
 */
public final class Store implements AutoCloseable {
    /** Name of the data source that is Drover's own database. */
    public static final String OWN = "drover";

    private static final int LOCKS = 256;

    private final HikariDataSource own;
    private final Map<String, HikariDataSource> others = new TreeMap<>();
    private final StorableArguments arguments;
    private final Jdbi jdbi;
    private final LentConnections lent;
    private final Bookkeeping bookkeeping = new Bookkeeping();
    private final String node;
    private final String nodeName;
    private final Durability durability;
    private final Leases leases;
    private final RunProgress progress = new RunProgress();
    private final DatabaseWatches watches;
    private final Lock[] locks =
            Stream.generate(ReentrantLock::new).limit(LOCKS).toArray(Lock[]::new);

    private Store(HikariDataSource own, String node, boolean powerSafe, Settings settings) {
        this.own = own;
        this.leases = new Leases(this, settings.seconds("drover.store.lease"));
        this.node = node;
        this.nodeName = ServerNode.name(node);
        this.durability = powerSafe && own.getJdbcUrl().startsWith("jdbc:h2:") ? new Durability(own) : null;
        this.arguments = new StorableArguments(Columns.of(own));
        ShortStatements statements = new ShortStatements(own, settings.seconds("drover.store.statement-timeout"));
        this.jdbi = Jdbi.create(statements).registerArgument(arguments);
        columnsByName(jdbi);
        this.lent = new LentConnections(arguments, jdbi);
        this.watches = new DatabaseWatches(settings);
        watches.watchAlways(own, statements::abort);
    }

    /**
     * Opens the databases that the settings name.
     *
     * @throws StoreException when one cannot be opened; its message says which and why in one line
     */
    public static Store open(Settings settings) {
        Databases.requireEnoughConnections(settings);
        boolean powerSafe = Durability.isPowerSafe(settings);
        Path data = settings.path("drover.data");
        ServerNode.prepare(data);
        HikariDataSource own = Databases.own(settings);
        try {
            DatabasePooler.refuse(own);
            DatabaseEncoding.require(own);
            Migrations.run(own);
            Databases.requireOtherSchema(own);
            Store store = new Store(own, ServerNode.id(data), powerSafe, settings);
            for (String name : settings.dataSources()) {
                store.addOther(name, Databases.other(settings, name));
            }
            InitScript.run(own, settings.get("drover.store.init"));
            return store;
        } catch (RuntimeException e) {
            own.close();
            throw e;
        }
    }

    private void addOther(String name, HikariDataSource pool) {
        others.put(name, pool);
        watches.watchInUse(pool);
        if (isWithoutConnection(pool)) {
            LateDatabase.await(pool, () -> lookAt(name, pool));
        } else {
            lookAt(name, pool);
        }
    }

    private static void lookAt(String name, HikariDataSource pool) {
        DatabasePooler.warn(name, pool);
        DatabaseEncoding.warn(name, pool);
    }

    /** A pool has one connection at least, unless its database does not let it in. */
    private static boolean isWithoutConnection(HikariDataSource pool) {
        return pool.getHikariPoolMXBean().getTotalConnections() == 0;
    }

    /** Those of the other databases that cannot be reached now, each in a sentence. */
    public List<String> away() {
        return others.entrySet().stream()
                .filter(other -> isWithoutConnection(other.getValue()))
                .map(other -> "the database " + other.getKey() + " (drover.datasource." + other.getKey()
                        + ".url) does not answer; it is tried again until it does")
                .toList();
    }

    /** Whether Drover's own database is known not to answer; false does not promise that it does. */
    public boolean isAway() {
        return watches.isAway(OWN);
    }

    /** The id of this server, kept in drover.data: what it had claimed before a crash is its own again. */
    public String node() {
        return node;
    }

    /** What people know this server by: its machine, and the beginning of its id. */
    public String nodeName() {
        return nodeName;
    }

    /**
     * A database by its name.
     *
     * @throws IllegalArgumentException when there is none of that name; the message lists those there are
     */
    public DataSource dataSource(String name) {
        if (name.equals(OWN)) {
            return own;
        }
        HikariDataSource found = others.get(name);
        if (found == null) {
            throw new IllegalArgumentException("there is no data source '" + name + "'; there are "
                    + dataSources().keySet() + " (drover.datasource." + name
                    + ".url in application.properties would make one)");
        }
        return found;
    }

    /** For entries in Drover's own tables that must be made, however long it takes. */
    public Bookkeeping bookkeeping() {
        return bookkeeping;
    }

    /** What runs in this process. */
    public Leases leases() {
        return leases;
    }

    /** Who waits in this process for what runs. */
    public RunProgress progress() {
        return progress;
    }

    /** All databases by name. */
    public Map<String, DataSource> dataSources() {
        Map<String, DataSource> all = new TreeMap<>(others);
        all.put(OWN, own);
        return all;
    }

    /** SQL for the time of the statement. Within a transaction PostgreSQL's CURRENT_TIMESTAMP stands still. */
    public String now() {
        return isPostgres() ? "clock_timestamp()" : "CURRENT_TIMESTAMP";
    }

    /** SQL on Drover's own tables, each call in a connection of its own. */
    public Jdbi jdbi() {
        return jdbi;
    }

    /**
     * Makes what was committed survive a power cut, where drover.store.durability asks for it and the database does not do it by
     * itself. To be called after the commit and before anybody is told of it.
     */
    public void settle() {
        if (durability != null) {
            durability.settle();
        }
    }

    /** Whether other servers may work on the same database, and may have what is not here. */
    public boolean isShared() {
        return isPostgres();
    }

    /** A lock of this process; different things may happen to share one. */
    public Lock lock(String what) {
        return locks[Math.floorMod(what.hashCode(), LOCKS)];
    }

    /**
     * SQL on Drover's own tables that is a transaction by itself. On PostgreSQL it has to be a single statement: each BEGIN and
     * COMMIT would be one more round trip.
     */
    public <T> T inOwnTransaction(HandleCallback<T, RuntimeException> work) {
        return isPostgres() ? jdbi.withHandle(work) : jdbi.inTransaction(work);
    }

    /**
     * SQL on Drover's own tables in a transaction behind which comes another one of the same run, such as a claim before the load. It is
     * seen at once and outlives this process, but PostgreSQL writes it to the disk only with that later one: should its server
     * crash in between, it never was, and what was done about it is put right as after a crash of Drover's.
     */
    public <T> T inEarlyTransaction(HandleCallback<T, RuntimeException> work) {
        return jdbi.inTransaction(handle -> {
            if (isPostgres()) {
                handle.execute("SET LOCAL synchronous_commit TO OFF");
            }
            return work.withHandle(handle);
        });
    }

    /**
     * SQL of somebody else's transaction that locks what other servers wait for: should this process be suspended before the
     * commit, the transaction is undone. On {@link #jdbi} all are so from their beginning.
     */
    public String locking(String sql) {
        return isPostgres() ? sql + "; " + BriefTransactions.restOfTransaction(leases.length()) : sql;
    }

    /** The end of an INSERT that is not made when another row has its value of a column; H2 fails with a duplicate key instead. */
    public String unlessTaken(String column) {
        return isPostgres() ? " ON CONFLICT (" + column + ") DO NOTHING" : "";
    }

    public boolean isPostgres() {
        return own.getJdbcUrl().startsWith("jdbc:postgresql:");
    }

    /** SQL on Drover's own tables in a transaction that someone else commits. */
    public Handle handle(Connection connection) {
        return lent.open(connection);
    }

    /** H2 gives the names of columns in capitals, of which a Turkish machine would make other letters than those of Java's names. */
    private static Jdbi columnsByName(Jdbi jdbi) {
        jdbi.getConfig(ReflectionMappers.class).setCaseChange(name -> name.toLowerCase(Locale.ROOT));
        return jdbi;
    }

    /** Closes the databases; Drover's own one last. */
    @Override
    public void close() {
        watches.close();
        others.values().forEach(HikariDataSource::close);
        Databases.closeOwn(own);
    }
}
