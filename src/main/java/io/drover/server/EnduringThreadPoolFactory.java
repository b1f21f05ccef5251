package io.drover.server;

import java.util.Objects;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.DefaultThreadPoolFactory;
import org.apache.camel.util.concurrent.RejectableScheduledThreadPoolExecutor;
import org.apache.camel.util.concurrent.SizedScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Camel's threads, of which those that do something again and again do not stop at a failure: Java ends such a task at the first
 * one, and a consumer that met an Error once would never poll again.
 */
final class EnduringThreadPoolFactory extends DefaultThreadPoolFactory {
    private static final Logger LOG = LoggerFactory.getLogger(EnduringThreadPoolFactory.class);

    @Override
    public ScheduledExecutorService newScheduledThreadPool(ThreadPoolProfile profile, ThreadFactory threads) {
        Pool pool = new Pool(profile, threads);
        return profile.getMaxPoolSize() > 0 ? new SizedScheduledExecutorService(pool, profile.getMaxQueueSize()) : pool;
    }

    private static final class Pool extends RejectableScheduledThreadPoolExecutor {
        private Pool(ThreadPoolProfile profile, ThreadFactory threads) {
            super(
                    profile.getPoolSize(),
                    threads,
                    Objects.requireNonNullElseGet(
                            profile.getRejectedExecutionHandler(), ThreadPoolExecutor.CallerRunsPolicy::new));
            setRemoveOnCancelPolicy(true);
        }

        @Override
        public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long first, long delay, TimeUnit unit) {
            return super.scheduleWithFixedDelay(() -> run(task), first, delay, unit);
        }

        @Override
        public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long first, long period, TimeUnit unit) {
            return super.scheduleAtFixedRate(() -> run(task), first, period, unit);
        }

        private static void run(Runnable task) {
            try {
                task.run();
            } catch (Throwable e) {
                LOG.error(
                        "{} failed, and is done again at its time",
                        Thread.currentThread().getName(),
                        e);
            }
        }
    }
}
