package io.drover.job.control;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** A job runs one delivery at a time on this server: whoever comes while it runs waits, first come first served. Thread-safe. */
public final class JobLocks {
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    /** The lock of a job, the same for the same name. */
    public ReentrantLock of(String job) {
        return locks.computeIfAbsent(job, name -> new ReentrantLock(true));
    }
}
