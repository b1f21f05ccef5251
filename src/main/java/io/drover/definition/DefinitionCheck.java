package io.drover.definition;

import java.util.Optional;

/** What can be wrong with a definition though its file is good: something it asks for is not there. */
public interface DefinitionCheck {
    /** Nothing but the files is looked at. */
    DefinitionCheck NONE = definition -> Optional.empty();

    /** What is wrong with where a job's rows go, or with a task's add-in and its parameters. */
    Optional<String> problem(Definition definition);

    /**
     * What is wrong with an endpoint of a job.
     *
     * @param fetching whether files are to be fetched from it; else they are sent to it
     */
    default Optional<String> endpointProblem(String uri, boolean fetching) {
        return Optional.empty();
    }
}
