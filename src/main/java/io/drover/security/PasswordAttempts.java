package io.drover.security;

import java.time.Clock;
import java.util.Locale;

/**
 * Counts and audits the passwords of users that are checked: after ten wrong ones of a user within a minute no more are tried until
 * it is over, whoever asks. Thread-safe.
 */
public final class PasswordAttempts {
    private final FailedSecrets failed;

    public PasswordAttempts(Clock clock) {
        this.failed = new FailedSecrets(clock);
    }

    /** Seconds until a password of this user is tried again; 0: now. */
    public int wait(String task, String user) {
        return failed.wait(key(user), task);
    }

    /**
     * Notes that a password was right.
     *
     * @param by client id of who asked, or empty
     */
    public void right(String task, String user, String by) {
        Audit.password(user, task, by, "right");
    }

    /**
     * Notes that a password was wrong.
     *
     * @param by client id of who asked, or empty
     * @param reason why the directory did not take it
     */
    public void wrong(String task, String user, String by, String reason) {
        failed.failed(key(user), task);
        Audit.password(user, task, by, "refused, " + reason);
    }

    /**
     * Notes that a password was not tried.
     *
     * @param by client id of who asked, or empty
     */
    public void notTried(String task, String user, String by) {
        Audit.password(user, task, by, "not tried, too many were wrong");
    }

    /** Directories do not tell apart what differs in case only. */
    private static String key(String user) {
        return user.strip().toLowerCase(Locale.ROOT);
    }
}
