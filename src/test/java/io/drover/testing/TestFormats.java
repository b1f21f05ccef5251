package io.drover.testing;

import io.drover.definition.DefinitionLoader;
import io.drover.job.definition.JobDefinition;
import io.drover.provider.format.DestinationFormat;
import io.drover.provider.format.FileDestination;
import io.drover.provider.format.FileSource;
import io.drover.provider.format.SourceFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Options of formats as a job has them that is read from its file. */
public final class TestFormats {
    private TestFormats() {}

    /**
     * The options of a source.
     *
     * @param element such as {@code <csv delimiter='tab'/>}
     */
    public static <F extends SourceFormat> F source(Class<F> type, String element) {
        return type.cast(((FileSource) job(element, "<sql/>").source()).format());
    }

    /**
     * The options of a destination.
     *
     * @param element such as {@code <csv delimiter='tab'/>}
     */
    public static <F extends DestinationFormat> F destination(Class<F> type, String element) {
        return type.cast(((FileDestination) job("<xml/>", element).destination()).format());
    }

    private static JobDefinition job(String source, String destination) {
        try {
            Path file = Files.createTempFile("drover-test-", ".xml");
            try {
                Files.writeString(
                        file,
                        "<job name='j'><source>" + source + "</source><destination>" + destination
                                + "</destination></job>");
                return DefinitionLoader.read(JobDefinition.class, file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
