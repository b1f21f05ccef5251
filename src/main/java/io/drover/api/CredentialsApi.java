package io.drover.api;

import static io.drover.api.Answers.answer;
import static io.drover.api.Parameters.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.drover.addin.directory.DirectoryException;
import io.drover.addin.directory.DirectoryLogin;
import io.drover.addin.directory.DirectoryLogin.Candidate;
import io.drover.addin.directory.DirectoryLogin.Verdict;
import io.drover.http.Call;
import io.drover.security.PasswordAttempts;
import io.drover.task.Tasks;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bean that routes/api.camel.yaml calls for a shop that asks whether a user's password is right. */
public final class CredentialsApi {
    private static final Logger LOG = LoggerFactory.getLogger(CredentialsApi.class);
    private static final int MOST_CHARACTERS = 1024;

    private final Tasks tasks;
    private final PasswordAttempts attempts;

    public CredentialsApi(Tasks tasks, PasswordAttempts attempts) {
        this.tasks = tasks;
        this.attempts = attempts;
    }

    /** What a shop sends. Its text has no password. */
    record Request(String user, String password) {
        @Override
        public String toString() {
            return "Request[user=" + user + "]";
        }
    }

    /**
     * What a shop gets.
     *
     * @param user the task's columns of the user, or null
     */
    record Answer(boolean valid, Map<String, String> user) {}

    /** Checks the credentials of the body with the directory of a task. */
    public void check(Exchange exchange) {
        String task = text(exchange, "name");
        String client = Call.of(exchange).caller().clientId();
        String body = exchange.getMessage().getBody(String.class);
        int[] wait = {0};
        answer(exchange, () -> {
            Map<String, String> parameters = parameters(task);
            Request request = request(body);
            return answerOf(task, client, request, new DirectoryLogin(parameters), wait);
        });
        if (wait[0] > 0) {
            exchange.getMessage().setHeader("Retry-After", wait[0]);
        }
    }

    private Map<String, String> parameters(String task) {
        if (!tasks.addIn(task).equals(DirectoryLogin.ADD_IN)) {
            throw new OperationException(
                    400, "the task " + task + " does not read a directory: its add-in is not " + DirectoryLogin.ADD_IN);
        }
        return tasks.parameters(task);
    }

    private static Request request(String body) {
        Request request;
        try {
            request = Optional.ofNullable(body)
                    .filter(text -> !text.isBlank())
                    .map(CredentialsApi::read)
                    .orElse(null);
        } catch (IllegalArgumentException e) {
            request = null; // its message could show a part of the password
        }
        if (request == null || request.user() == null || request.user().isBlank() || request.password() == null) {
            throw new OperationException(
                    400, "the body must be JSON: {\"user\": \"NAME\", \"password\": \"PASSWORD\"}");
        }
        if (request.user().length() > MOST_CHARACTERS || request.password().length() > MOST_CHARACTERS) {
            throw new OperationException(400, "user and password can have at most " + MOST_CHARACTERS + " characters");
        }
        return request;
    }

    private static Request read(String json) {
        try {
            return Json.read(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON");
        }
    }

    private Answer answerOf(String task, String client, Request request, DirectoryLogin login, int[] wait)
            throws IOException {
        try {
            String written = DirectoryLogin.key(request.user());
            requireFewWrong(written, task, client, request, wait); // without asking the directory
            Candidate candidate = login.candidate(request.user().strip());
            requireFewWrong(candidate.key(), task, client, request, wait);
            Verdict verdict = login.check(candidate, request.password());
            if (verdict.valid()) {
                attempts.right(task, request.user(), client);
                return new Answer(true, verdict.user());
            }
            attempts.wrong(
                    Set.copyOf(List.of(written, candidate.key())), task, request.user(), client, verdict.reason());
            return new Answer(false, null);
        } catch (DirectoryException e) {
            LOG.error("{}  a password could not be checked: {}", task, e.getMessage(), e);
            throw new OperationException(503, "the directory cannot be asked now; the log of Drover says why");
        }
    }

    private void requireFewWrong(String who, String task, String client, Request request, int[] wait) {
        wait[0] = attempts.wait(who);
        if (wait[0] > 0) {
            attempts.notTried(task, request.user(), client);
            throw new OperationException(
                    429, "too many wrong passwords of this user within a minute; wait " + wait[0] + " seconds");
        }
    }
}
