package io.drover.bench;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.drover.bench.schedule.Starts;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** db-scheduler with as many recurring tasks, each of which does nothing but note when it began. */
public final class DbSchedulerSchedule {
    /** As Drover's pools of threads and connections. */
    private static final int PARALLEL = 20;

    private DbSchedulerSchedule() {}

    /** Arguments: folder, JDBC URL, tasks, seconds between two due instants, instants. */
    public static void main(String[] args) throws Exception {
        int tasks = Integer.parseInt(args[2]);
        int every = Integer.parseInt(args[3]);
        boolean postgres = args[1].startsWith("jdbc:postgresql:");
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(args[1]);
        config.setMaximumPoolSize(PARALLEL);
        try (HikariDataSource database = new HikariDataSource(config)) {
            createTable(database, postgres);
            List<RecurringTask<?>> recurring = new ArrayList<>();
            for (int i = 0; i < tasks; i++) {
                recurring.add(Tasks.recurring("task-" + i, Schedules.cron("0/" + every + " * * * * *", ZoneOffset.UTC))
                        .execute((instance, context) -> Starts.begun(context.getExecution().executionTime)));
            }
            SchedulerBuilder builder = Scheduler.create(database)
                    .startTasks(recurring)
                    .threads(PARALLEL)
                    .pollingInterval(Duration.ofMillis(100)); // 10 s as it comes
            if (postgres) {
                builder.pollUsingLockAndFetch(0.5, 4.0); // what its documentation advises for many executions
            }
            Scheduler scheduler = builder.build();
            scheduler.start();
            Starts.print(every, Integer.parseInt(args[4]), tasks);
            scheduler.stop();
        }
        System.exit(0);
    }

    private static void createTable(HikariDataSource database, boolean postgres) throws Exception {
        String text = postgres ? "text" : "varchar(100)";
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE scheduled_tasks (task_name " + text + " NOT NULL, task_instance " + text
                    + " NOT NULL, task_data " + (postgres ? "bytea" : "blob")
                    + ", execution_time TIMESTAMP WITH TIME ZONE NOT NULL, picked BOOLEAN NOT NULL, picked_by " + text
                    + ", last_success TIMESTAMP WITH TIME ZONE, last_failure TIMESTAMP WITH TIME ZONE,"
                    + " consecutive_failures INT, last_heartbeat TIMESTAMP WITH TIME ZONE, version BIGINT NOT NULL,"
                    + " priority SMALLINT, PRIMARY KEY (task_name, task_instance))");
            statement.execute("CREATE INDEX execution_time_idx ON scheduled_tasks (execution_time)");
            statement.execute("CREATE INDEX last_heartbeat_idx ON scheduled_tasks (last_heartbeat)");
        }
    }
}
