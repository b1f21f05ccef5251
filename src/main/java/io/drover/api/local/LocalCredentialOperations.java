package io.drover.api.local;

import io.drover.addin.directory.DirectoryException;
import io.drover.addin.directory.DirectoryLogin;
import io.drover.addin.directory.DirectoryLogin.Candidate;
import io.drover.addin.directory.DirectoryLogin.Verdict;
import io.drover.api.CredentialOperations;
import io.drover.api.OperationException;
import io.drover.security.Caller;
import io.drover.security.application.PasswordAttempts;
import io.drover.task.Tasks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a user's password is right, by the directory that a task of this process reads. */
public final class LocalCredentialOperations implements CredentialOperations {
    private static final Logger LOG = LoggerFactory.getLogger(LocalCredentialOperations.class);
    private static final int MOST_CHARACTERS = 1024;

    private final Tasks tasks;
    private final PasswordAttempts attempts;
    private final String client;

    /** @param caller the shop that asks */
    public LocalCredentialOperations(Tasks tasks, PasswordAttempts attempts, Caller caller) {
        this.tasks = tasks;
        this.attempts = attempts;
        this.client = caller.clientId();
    }

    @Override
    public CredentialsVerdict check(String name, UserCredentials user) {
        Map<String, String> parameters = parameters(name);
        requireWhole(user);
        try {
            return verdict(name, user, new DirectoryLogin(parameters));
        } catch (DirectoryException e) {
            LOG.error("{}  a password could not be checked: {}", name, e.getMessage(), e);
            throw new OperationException(503, "the directory cannot be asked now; the log of Drover says why");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> parameters(String task) {
        if (!tasks.addIn(task).equals(DirectoryLogin.ADD_IN)) {
            throw new OperationException(
                    400, "the task " + task + " does not read a directory: its add-in is not " + DirectoryLogin.ADD_IN);
        }
        return tasks.parameters(task);
    }

    /** @param user null for a body that could not be read: what is wrong with it could show a part of the password */
    private static void requireWhole(UserCredentials user) {
        if (user == null || user.user() == null || user.user().isBlank() || user.password() == null) {
            throw new OperationException(
                    400, "the body must be JSON: {\"user\": \"NAME\", \"password\": \"PASSWORD\"}");
        }
        if (user.user().length() > MOST_CHARACTERS || user.password().length() > MOST_CHARACTERS) {
            throw new OperationException(400, "user and password can have at most " + MOST_CHARACTERS + " characters");
        }
    }

    private CredentialsVerdict verdict(String task, UserCredentials user, DirectoryLogin login)
            throws IOException, DirectoryException {
        String written = DirectoryLogin.key(user.user());
        requireFewWrong(written, task, user); // without asking the directory
        Candidate candidate = login.candidate(user.user().strip());
        requireFewWrong(candidate.key(), task, user);
        Verdict verdict = login.check(candidate, user.password());
        if (verdict.valid()) {
            attempts.right(task, user.user(), client);
            return new CredentialsVerdict(true, verdict.user());
        }
        attempts.wrong(Set.copyOf(List.of(written, candidate.key())), task, user.user(), client, verdict.reason());
        return new CredentialsVerdict(false, null);
    }

    private void requireFewWrong(String who, String task, UserCredentials user) {
        int wait = attempts.wait(who);
        if (wait > 0) {
            attempts.notTried(task, user.user(), client);
            throw new OperationException(
                    429, "too many wrong passwords of this user within a minute; wait " + wait + " seconds", wait);
        }
    }
}
