package io.drover.api;

import io.drover.api.Operation.Audited;
import io.drover.security.Access;
import java.util.Map;

/** What a shop asks about its users. Refusals are those of {@link Operation}. */
public interface CredentialOperations {

    @Operation(
            value = "POST /api/tasks/{name}/credentials",
            id = "checkCredentials",
            access = Access.VERIFY,
            summary = "Asks the directory of a task whether a user's password is right",
            description =
                    """
                    The task must be one of the add-in import-active-directory; the user is looked up among the users that it imports. Needs the
                    role `verifier` or `operator`. After ten wrong passwords of a user within a minute no more are tried until it is over.
                    """,
            answer = "Whether the directory takes the password.",
            audited = Audited.BY_ITSELF,
            refusals = 404)
    CredentialsVerdict check(String name, @Body(required = true) UserCredentials user);

    /** What a user typed. Its text has no password. */
    record UserCredentials(String user, String password) {
        @Override
        public String toString() {
            return "UserCredentials[user=" + user + "]";
        }
    }

    /**
     * What the directory says.
     *
     * @param user the task's columns of the user; null when the password is not right
     */
    record CredentialsVerdict(boolean valid, Map<String, String> user) {}
}
