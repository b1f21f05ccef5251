package io.drover.job;

import io.drover.job.inbox.DropOptions;
import io.drover.job.inbox.SourceCheck;
import io.drover.store.task.TaskRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;

/** Puts a body into the inboxes of jobs: the files of a mail, a folder, a file, or a stream. */
final class InboxProducer extends JobProducer {
    InboxProducer(JobEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    void process(Exchange exchange, List<String> names) throws Exception {
        if (exchange.getProperty(JobConstants.FETCHED_BEFORE, false, boolean.class)) {
            return; // it has only to be taken away where it came from
        }
        Path file = BodyFile.in(exchange.getMessage().getBody());
        if (MailDrop.isMail(exchange)) {
            new MailDrop(jobs().inboxes().intake(), exchange, options(exchange, null)).drop(names);
        } else if (file != null && Files.isDirectory(file)) {
            dropFolder(exchange, names, file);
        } else if (file == null && names.size() == 1) {
            dropStream(exchange, names.get(0));
        } else {
            dropFile(exchange, names);
        }
    }

    private void dropFolder(Exchange exchange, List<String> jobs, Path folder) throws IOException {
        Origin origin = Origin.of(exchange, folder.getFileName().toString());
        for (String job : jobs) {
            jobs().inboxes()
                    .intake()
                    .dropFolder(job, origin.task(), origin.name(), folder, options(exchange, origin.run()));
        }
    }

    /** A body that is read once goes straight into the inbox. */
    private void dropStream(Exchange exchange, String job) throws IOException, InvalidPayloadException {
        try (InputStream content = exchange.getMessage().getMandatoryBody(InputStream.class)) {
            drop(exchange, job, content);
        }
    }

    private void dropFile(Exchange exchange, List<String> jobs) throws IOException, InvalidPayloadException {
        try (BodyFile body = BodyFile.of(exchange, fileName(exchange, jobs.get(0)))) {
            for (String job : jobs) {
                try (InputStream content = Files.newInputStream(body.path())) {
                    drop(exchange, job, content);
                }
            }
        }
    }

    private void drop(Exchange exchange, String job, InputStream content) throws IOException {
        Origin origin = Origin.of(exchange, exchange.getMessage().getHeader(Exchange.FILE_NAME, String.class));
        jobs().inboxes().intake().drop(job, origin.task(), origin.name(), content, options(exchange, origin.run()));
    }

    /**
     * Where a body comes from, after which it is named in the inbox.
     *
     * @param task whose run has fetched it, or null
     * @param run the id of that run, or null
     * @param name that it had and keeps; null: it is named after the task or the job
     */
    private record Origin(String task, Long run, String name) {
        static Origin of(Exchange exchange, String name) {
            TaskRun run = exchange.getProperty(JobConstants.TASK_RUN, TaskRun.class);
            return run == null ? new Origin(null, null, name) : new Origin(run.task(), run.id(), null);
        }
    }

    private DropOptions options(Exchange exchange, Long taskRun) {
        JobEndpoint endpoint = getEndpoint();
        String root = endpoint.getExpectedRoot();
        SourceCheck check = exchange.getProperty(JobConstants.SOURCE_CHECK, SourceCheck.class);
        return new DropOptions(
                root == null || root.isBlank() ? null : root,
                endpoint.isSkipSame(),
                taskRun,
                Duration.ofMillis(endpoint.getTimeout()),
                check == null ? bytes -> {} : check);
    }
}
