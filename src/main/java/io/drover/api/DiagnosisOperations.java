package io.drover.api;

import io.drover.security.Access;

/** Whether the set-up is whole. Refusals are those of {@link Operation}. */
public interface DiagnosisOperations {

    /** What is missing before an application can use a recurring job; null: whatever does not depend on which. */
    @Operation(
            value = "GET /api/diagnose",
            id = "diagnose",
            access = Access.MACHINE,
            summary = "What is missing before an application can use a recurring job",
            description = "Goes through the steps of the set-up. Any application that Drover knows may ask.",
            answer = "The steps, and the first one that is missing.",
            refusals = {400, 404, 503})
    Diagnosis diagnose(
            @Query("Client id; an application without a role may ask about itself only, and leaves it out.")
                    String application,
            @Query("Name or id of the recurring job.") String activity);
}
