package io.drover.provider.format;

import io.drover.provider.DestinationDefinition;

/**
 * Files that a job writes.
 *
 * @param folder the folder they are put in, or null for the job's own below {@code Files/Integration/Outbox}
 * @param file their name, with {@code {job}}, {@code {table}} and {@code {timestamp}}; null for the format's default
 * @param skipWhenEmpty whether no file is written when there is no row
 * @param endpoint URI of a Camel endpoint that each file is sent to, or null
 */
public record FileDestination(
        DestinationFormat format, String folder, String file, boolean skipWhenEmpty, String endpoint)
        implements DestinationDefinition {

    /** Their name, with the same in braces. */
    public String fileName() {
        return file == null ? format.defaultName() : file;
    }

    /** The same in another folder. */
    public FileDestination inFolder(String other) {
        return new FileDestination(format, other, file, skipWhenEmpty, endpoint);
    }
}
