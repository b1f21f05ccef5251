package io.drover.security.application;

import io.drover.security.audit.Audit;
import java.time.Clock;
import java.util.Set;

/**
 * Counts and audits the passwords of users that are checked: after ten wrong ones of a user within a minute no more are tried until
 * it is over, whoever asks. Thread-safe.
 */
public final class PasswordAttempts {
    private final FailedSecrets failed;

    public PasswordAttempts(Clock clock) {
        this.failed = new FailedSecrets(clock);
    }

    /**
     * Seconds until a password of a user is tried again; 0: now.
     *
     * @param who who was found, not only what was written: a directory finds a user by several spellings
     */
    public int wait(String who) {
        return failed.wait(who, "");
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
     * @param who as for {@link #wait}, all that are to wait
     * @param by client id of who asked, or empty
     * @param reason why the directory did not take it
     */
    public void wrong(Set<String> who, String task, String user, String by, String reason) {
        who.forEach(one -> failed.failed(one, ""));
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
}
