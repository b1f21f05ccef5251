package io.drover.connector;

import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.security.Caller;
import io.drover.security.NotInPolicyException;
import io.drover.security.audit.Audit;

/** The authorization policy of a recurring job: which applications may use its queue. */
final class Policy {
    private Policy() {}

    /**
     * Refuses who is not in the policy, by the job's file as it is now.
     *
     * @param address of the client, for the audit log
     * @throws NotInPolicyException to be answered as 401
     */
    static void require(RecurringJobDefinition job, Caller caller, String address) {
        Boolean enabled = job.applications().get(caller.clientId());
        if (Boolean.TRUE.equals(enabled) && !caller.clientId().isEmpty()) {
            return;
        }
        String subject = "application " + (caller.clientId().isEmpty() ? "(none)" : caller.clientId());
        String place = "the authorization policy of recurring job " + job.name() + " (activity " + job.activity() + ")";
        String message = enabled == null
                ? subject + " is not in " + place + ": add <application id=\"" + caller.clientId() + "\"/> to its file "
                        + job.file().getFileName()
                : subject + " is disabled in " + place + ": enable it in its file "
                        + job.file().getFileName();
        Audit.policy(caller.clientId(), address, message);
        throw new NotInPolicyException(message);
    }
}
