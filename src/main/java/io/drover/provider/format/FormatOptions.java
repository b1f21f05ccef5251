package io.drover.provider.format;

import io.drover.definition.FileReference;
import io.drover.definition.XmlBean;
import io.drover.definition.problem.Problems;
import java.nio.file.Path;
import java.util.List;

/**
 * The element of a format in a job, as JAXB reads it: readers and writers take their options from it. Each attribute of the
 * schema's type is a field, which has the schema's default as its value, so that one made by code is as one without attributes.
 */
public abstract class FormatOptions extends XmlBean {

    /** Adds what is wrong that a schema cannot tell. */
    public void check(Problems problems) {}

    /**
     * The files below {@code Files/Integration} that the options name.
     *
     * @param from the job's file
     * @param line where they are named; 0 when that is not known
     */
    public List<FileReference> references(Path from, int line) {
        return List.of();
    }
}
