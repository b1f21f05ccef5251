package io.drover.task;

import java.io.File;
import org.apache.camel.Exchange;
import org.apache.camel.Header;

/** For add-ins that keep answers: a stream can be read once, so a route goes on from the file it was written to. */
public final class LoggedAnswer {
    private LoggedAnswer() {}

    /** The file that the file component wrote last. */
    public static File file(@Header(Exchange.FILE_NAME_PRODUCED) String name) {
        return new File(name);
    }
}
