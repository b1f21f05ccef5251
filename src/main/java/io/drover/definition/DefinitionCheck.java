package io.drover.definition;

import java.nio.file.Path;
import java.util.Optional;

/** What can be wrong with a definition though its file is good: something it asks for is not there. */
public interface DefinitionCheck {
    /** Nothing but the files is looked at. */
    DefinitionCheck NONE = (definition, others) -> Optional.empty();

    /**
     * What is wrong with where a job's rows go, or with a task's add-in and its parameters.
     *
     * @param others the definitions of the kinds that are loaded before its own
     */
    Optional<String> problem(Definition definition, Definitions others);

    /**
     * A value with what it names elsewhere put in: environment variables, files, encrypted values and settings.
     *
     * @return the same when only the files are looked at
     * @throws IllegalArgumentException when there is no such thing; the message never has a value
     */
    default String resolved(String value) {
        return value;
    }

    /** What the files lie below that definitions name; null when these are not looked at. */
    default Path files() {
        return null;
    }

    /**
     * What is wrong with an endpoint of a job.
     *
     * @param fetching whether files are to be fetched from it; else they are sent to it
     */
    default Optional<String> endpointProblem(String uri, boolean fetching) {
        return Optional.empty();
    }
}
