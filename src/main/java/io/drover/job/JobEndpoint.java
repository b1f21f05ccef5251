package io.drover.job;

import io.drover.definition.NoServerException;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/** Run a job on the message body, or put the body into the job's inbox. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "job",
        title = "Job",
        syntax = "job:names",
        producerOnly = true,
        remote = false,
        headersClass = JobConstants.class,
        category = {Category.DATABASE, Category.TRANSFORMATION})
public class JobEndpoint extends DefaultEndpoint {
    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

    @UriPath(description = "Name of the job; several are separated by commas and each gets the whole body")
    @Metadata(required = true)
    private String names;

    @UriParam(
            defaultValue = "false",
            description =
                    "Put the body into the job's inbox (temporary name, fsync, rename) and go on, instead of running the"
                            + " job at once: what is in the inbox survives a crash. A folder is put there as one delivery, all of"
                            + " its files or none")
    private boolean inbox;

    @UriParam(
            description =
                    "With inbox=true: local name of the root element that the body must have. A body that is not well-formed"
                            + " XML with this root is kept in the Failed folder and fails the exchange")
    private String expectedRoot;

    @UriParam(
            defaultValue = "false",
            description =
                    "With inbox=true: Content which the job loaded last is the same delivery once more, as when a file is"
                            + " fetched again that could not be deleted; it is moved to Archive and not loaded. Else all that"
                            + " comes is new")
    private boolean skipSame;

    @UriParam(
            defaultValue = "1h",
            javaType = "java.time.Duration",
            description = "With inbox=true: the longest time the body may take to arrive")
    private long timeout = 3_600_000;

    @UriParam(
            description =
                    "URI of an endpoint that gets the file which the job has written, within the run: watermarks are noted and"
                            + " statements afterwards are committed only when it has taken the file. Its answer is the body then."
                            + " The file is a zip when there are several, and is gone afterwards; the job's own folder and"
                            + " endpoint get nothing. Without a record there is no file, and the body is empty")
    private String handover;

    @UriParam(defaultValue = "false", description = "With handover: hand over a file without records too")
    private boolean handoverEmpty;

    public JobEndpoint(String uri, JobComponent component) {
        super(uri, component);
    }

    @Override
    public Producer createProducer() {
        if (handover != null) {
            return new HandoverProducer(this);
        }
        return inbox ? new InboxProducer(this) : new RunProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("job: can only be sent to; executions are read at /api/executions");
    }

    Jobs jobs() {
        return NoServerException.require("job", ((JobComponent) getComponent()).getJobs());
    }

    List<String> nameList() {
        return COMMA.splitAsStream(names.strip())
                .filter(name -> !name.isEmpty())
                .toList();
    }

    public String getNames() {
        return names;
    }

    /** Name of the job; several are separated by commas and each gets the whole body. */
    public void setNames(String names) {
        this.names = names;
    }

    public boolean isInbox() {
        return inbox;
    }

    /** Put the body into the job's inbox and go on, instead of running the job at once. */
    public void setInbox(boolean inbox) {
        this.inbox = inbox;
    }

    public String getExpectedRoot() {
        return expectedRoot;
    }

    /** With inbox=true: local name of the root element that the body must have. */
    public void setExpectedRoot(String expectedRoot) {
        this.expectedRoot = expectedRoot;
    }

    public boolean isSkipSame() {
        return skipSame;
    }

    /** With inbox=true: content which the job loaded last is the same delivery once more. */
    public void setSkipSame(boolean skipSame) {
        this.skipSame = skipSame;
    }

    public long getTimeout() {
        return timeout;
    }

    /** With inbox=true: the longest time the body may take to arrive. */
    public void setTimeout(long timeout) {
        this.timeout = timeout;
    }

    public String getHandover() {
        return handover;
    }

    /** URI of an endpoint that gets the file which the job has written, within the run. */
    public void setHandover(String handover) {
        this.handover = handover;
    }

    public boolean isHandoverEmpty() {
        return handoverEmpty;
    }

    /** With handover: hand over a file without records too. */
    public void setHandoverEmpty(boolean handoverEmpty) {
        this.handoverEmpty = handoverEmpty;
    }
}
