package io.drover.http;

import java.util.UUID;

/**
 * What an answer says of a failure that nobody has foreseen: where the log says more, and nothing of the failure itself, whose text may
 * hold paths, SQL, classes or data.
 *
 * @param id which stands in the log beside the failure
 */
public record ErrorReference(String id) {

    public static ErrorReference next() {
        return new ErrorReference(UUID.randomUUID().toString().substring(0, 8));
    }

    /** A sentence for whoever asked. */
    public String sentence() {
        return "An error has occurred; the server's log says which, at error " + id + ".";
    }
}
