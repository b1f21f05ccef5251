package io.drover.definition;

import java.util.Optional;

/** What can be wrong with a definition though its file is good: something it asks for is not there. */
public interface DefinitionCheck {
    /** Nothing but the files is looked at. */
    DefinitionCheck NONE = new DefinitionCheck() {
        @Override
        public Optional<String> problem(JobDefinition job) {
            return Optional.empty();
        }

        @Override
        public Optional<String> problem(TaskDefinition task) {
            return Optional.empty();
        }
    };

    /** What is wrong with where a job's rows go. */
    Optional<String> problem(JobDefinition job);

    /**
     * What is wrong with an endpoint of a job.
     *
     * @param fetching whether files are to be fetched from it; else they are sent to it
     */
    default Optional<String> endpointProblem(String uri, boolean fetching) {
        return Optional.empty();
    }

    /** What is wrong with a task's add-in and its parameters. */
    Optional<String> problem(TaskDefinition task);
}
