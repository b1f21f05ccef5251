package io.drover.job.delivery;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The file or folder that a run reads.
 *
 * @param path null when the job's source is no file
 * @param stamp what the file was when it was hashed; null when nobody can change it
 * @param mayGrow whether a delivery that ends in the middle may get its rest yet: it then waits
 */
public record DeliveredFile(Path path, Stamp stamp, boolean mayGrow) {
    /** Of a job whose source is no file. */
    public static final DeliveredFile NONE = of(null);

    /** One that nobody can change. */
    public static DeliveredFile of(Path path) {
        return new DeliveredFile(path, null, false);
    }

    /** Fails when the file is not what it was when it was hashed: nothing of it may be committed then. */
    public void requireUnchanged() throws IOException {
        if (stamp != null) {
            stamp.requireSame(path);
        }
    }
}
