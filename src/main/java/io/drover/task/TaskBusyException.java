package io.drover.task;

/** A task was asked to run while it runs. */
public class TaskBusyException extends Exception {
    private static final long serialVersionUID = 1L;

    TaskBusyException(String task) {
        super("task " + task + " is still running; it runs at most once at a time");
    }
}
