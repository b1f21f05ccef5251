package io.drover.job;

import io.drover.job.Attachments.MailedFile;
import io.drover.job.delivery.FileNames;
import io.drover.job.inbox.DropOptions;
import io.drover.job.inbox.InboxOutcome;
import io.drover.job.inbox.SettledReadLock;
import io.drover.job.inbox.SourceCheck;
import io.drover.job.run.Reasons;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import io.drover.store.task.TaskRun;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.WrappedFile;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What {@code to: job:NAME} does with a body. */
final class JobProducer extends DefaultProducer {
    private static final Logger LOG = LoggerFactory.getLogger(JobProducer.class);

    private final JobEndpoint endpoint;
    private ProducerTemplate receivers;

    JobProducer(JobEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        receivers = endpoint.getHandover() == null
                ? null
                : endpoint.getCamelContext().createProducerTemplate();
    }

    @Override
    protected void doStop() throws Exception {
        ServiceHelper.stopService(receivers);
        super.doStop();
    }

    /** Camel's consumers do not expect an Error: it would end their polling, and they would not let go of their file. */
    @Override
    public void process(Exchange exchange) throws Exception {
        try {
            take(exchange);
        } catch (Error e) {
            throw new IllegalStateException(endpoint.getNames() + ": " + Reasons.of(e), e);
        }
    }

    private void take(Exchange exchange) throws Exception {
        List<String> names = endpoint.nameList();
        endpoint.jobs().awaitDefinitions(names);
        if (endpoint.isInbox() && Attachments.isMail(exchange)) {
            dropAttachments(exchange, names);
            return;
        }
        if (endpoint.getHandover() != null) {
            if (names.size() != 1) {
                throw new IllegalArgumentException("one job can be handed over, not " + names);
            }
            handOver(exchange, names.get(0));
            return;
        }
        if (names.size() == 1 && !endpoint.isInbox() && !endpoint.jobs().readsFiles(names.get(0))) {
            answer(exchange, endpoint.jobs().run(names.get(0), parameters(exchange), taskRun(exchange)));
            return;
        }
        File file = fileOf(exchange.getMessage().getBody());
        if (endpoint.isInbox() && file != null && file.isDirectory()) {
            dropFolder(exchange, names, file.toPath());
            return;
        }
        if (names.size() == 1 && file == null) {
            try (InputStream body = stream(exchange)) {
                process(exchange, names.get(0), body, null);
            }
            return;
        }
        Path whole = file == null ? spool(exchange, fileName(exchange, names.get(0))) : file.toPath();
        try {
            for (String name : names) {
                try (InputStream body = new FileInputStream(whole.toFile())) {
                    process(exchange, name, body, whole);
                }
            }
        } finally {
            if (file == null) {
                delete(whole);
            }
        }
    }

    /** What the receiver failed with is what the exchange fails with: it knows more than the history of the run. */
    private void handOver(Exchange exchange, String job) throws Exception {
        Map<String, String> parameters = parameters(exchange);
        exchange.getMessage().setBody(null);
        Execution execution = endpoint.jobs()
                .run(job, parameters, endpoint.isHandoverEmpty(), taskRun(exchange), (file, records) -> {
                    exchange.getMessage().setBody(file.toFile());
                    exchange.getMessage()
                            .setHeader(Exchange.FILE_NAME, file.getFileName().toString());
                    exchange.getMessage().setHeader(JobConstants.RECORDS, records);
                    receivers.send(endpoint.getHandover(), exchange);
                    if (exchange.getException() != null) {
                        throw new IOException(Reasons.of(exchange.getException()), exchange.getException());
                    }
                });
        if (exchange.getException() != null) {
            Exception failure = exchange.getException();
            exchange.setException(null);
            throw failure;
        }
        answer(exchange, execution, exchange.getMessage().getBody());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> parameters(Exchange exchange) {
        Map<String, String> given = exchange.getMessage().getHeader(JobConstants.PARAMETERS, Map.class);
        return given == null ? Map.of() : given;
    }

    private void process(Exchange exchange, String job, InputStream body, Path file) throws Exception {
        TaskRun taskRun = exchange.getProperty(JobConstants.TASK_RUN, TaskRun.class);
        Long run = taskRun(exchange);
        if (endpoint.isInbox()) {
            String origin = taskRun == null ? null : taskRun.task();
            String fileName =
                    taskRun == null ? exchange.getMessage().getHeader(Exchange.FILE_NAME, String.class) : null;
            endpoint.jobs().inboxes().drop(job, origin, fileName, body, dropOptions(exchange, run));
        } else if (file != null && endpoint.jobs().inboxes().holds(job, file)) {
            boolean grew = exchange.getProperty(SettledReadLock.GREW, false, Boolean.class);
            InboxOutcome inboxRun = endpoint.jobs().inboxes().run(job, file, grew);
            exchange.setProperty(SettledReadLock.FATE, inboxRun.fate());
        } else {
            answer(exchange, run(exchange, job, body, file, run));
        }
    }

    private void dropAttachments(Exchange exchange, List<String> jobs) throws IOException {
        List<MailedFile> files = Attachments.of(exchange);
        if (files.isEmpty()) {
            LOG.warn(
                    "{}  {} has no attachment; nothing to load",
                    endpoint.getNames(),
                    Attachments.describe(exchange.getMessage()));
        }
        for (String job : jobs) {
            for (MailedFile file : files) {
                try (InputStream content = file.content().getInputStream()) {
                    endpoint.jobs().inboxes().drop(job, null, file.name(), content, dropOptions(exchange, null));
                }
            }
        }
    }

    private void dropFolder(Exchange exchange, List<String> jobs, Path folder) throws IOException {
        TaskRun taskRun = exchange.getProperty(JobConstants.TASK_RUN, TaskRun.class);
        String origin = taskRun == null ? null : taskRun.task();
        String name = taskRun == null ? folder.getFileName().toString() : null;
        for (String job : jobs) {
            endpoint.jobs().inboxes().dropFolder(job, origin, name, folder, dropOptions(exchange, taskRun(exchange)));
        }
    }

    private DropOptions dropOptions(Exchange exchange, Long taskRun) {
        String root = endpoint.getExpectedRoot();
        return new DropOptions(
                root == null || root.isBlank() ? null : root,
                endpoint.isSkipSame(),
                taskRun,
                Duration.ofMillis(endpoint.getTimeout()),
                whenRead(exchange));
    }

    private static SourceCheck whenRead(Exchange exchange) {
        SourceCheck check = exchange.getProperty(JobConstants.SOURCE_CHECK, SourceCheck.class);
        return check == null ? bytes -> {} : check;
    }

    private static Long taskRun(Exchange exchange) {
        TaskRun taskRun = exchange.getProperty(JobConstants.TASK_RUN, TaskRun.class);
        return taskRun == null ? null : (Long) taskRun.id();
    }

    private Execution run(Exchange exchange, String job, InputStream body, Path file, Long taskRun) throws IOException {
        String name = fileName(exchange, job);
        if (file != null) {
            return endpoint.jobs().run(job, file, name, taskRun);
        }
        Path spooled = spool(body, name);
        try {
            return endpoint.jobs().run(job, spooled, name, taskRun);
        } finally {
            delete(spooled);
        }
    }

    private static String fileName(Exchange exchange, String job) {
        String name = exchange.getMessage().getHeader(Exchange.FILE_NAME, String.class);
        return name == null ? FileNames.of(job, Instant.now()) : name;
    }

    private static void answer(Exchange exchange, Execution execution) throws JobFailedException {
        answer(exchange, execution, execution);
    }

    private static void answer(Exchange exchange, Execution execution, Object body) throws JobFailedException {
        exchange.getMessage().setHeader(JobConstants.EXECUTION_ID, execution.id());
        exchange.getMessage()
                .setHeader(JobConstants.EXECUTION_STATUS, execution.status().name());
        if (execution.status() == Status.Failed || execution.status() == Status.Cancelled) {
            throw new JobFailedException(execution);
        }
        exchange.getMessage().setBody(body);
    }

    private static File fileOf(Object body) {
        Object unwrapped = body instanceof WrappedFile<?> wrapped ? wrapped.getFile() : body;
        if (unwrapped instanceof Path path) {
            return path.toFile();
        }
        return unwrapped instanceof File file ? file : null;
    }

    private static InputStream stream(Exchange exchange) throws InvalidPayloadException {
        return exchange.getMessage().getMandatoryBody(InputStream.class);
    }

    private static Path spool(Exchange exchange, String name) throws IOException, InvalidPayloadException {
        try (InputStream body = stream(exchange)) {
            return spool(body, name);
        }
    }

    /** In a folder of its own, for the name of a file may be that of its table. */
    private static Path spool(InputStream body, String name) throws IOException {
        Path file = Files.createTempDirectory("drover-").resolve(FileNames.safe(name));
        Files.copy(body, file);
        return file;
    }

    private static void delete(Path spooled) throws IOException {
        Files.deleteIfExists(spooled);
        Files.deleteIfExists(spooled.getParent());
    }
}
