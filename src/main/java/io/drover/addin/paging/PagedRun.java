package io.drover.addin.paging;

import io.drover.addin.TaskWork;
import io.drover.provider.AnswerPage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;

/**
 * The pages of a run: what has come, and what to ask next. Used by one thread at a time.
 */
final class PagedRun {
    private static final String PROPERTY = "DroverPagedRun";
    private static final int LONGEST_TIME = 500;

    private final PagingRules rules;
    private final RequestTemplate request;
    private final Map<String, String> fields;
    private final Checkpoint checkpoint;
    private final CollectingFolder folder;
    private final Instant deadline;
    private final ResumeFile resume;
    private final NextLink links = new NextLink();
    private final boolean resumed;
    private final PageProgress pages;
    private boolean complete;
    private String address;

    /**
     * How far a run has come.
     *
     * @param file where it is noted, so that a later run can go on; or null
     * @param pages what an earlier run has fetched already
     */
    record Progress(ResumeFile file, PageProgress pages) {
        /** Of a run that begins with the first page and is not gone on with. */
        static Progress none() {
            return new Progress(null, new PageProgress());
        }
    }

    /** @param fields further values that the request may name */
    PagedRun(
            PagingRules rules,
            RequestTemplate request,
            Map<String, String> fields,
            Checkpoint checkpoint,
            CollectingFolder folder,
            Progress progress) {
        this.rules = rules;
        this.request = request;
        this.fields = Map.copyOf(fields);
        this.checkpoint = checkpoint;
        this.folder = folder;
        this.resume = progress.file;
        this.pages = progress.pages;
        this.resumed = pages.count() > 0;
        this.deadline = Instant.now().plus(rules.limits().time());
        this.address = request.url();
    }

    void put(Exchange exchange) {
        exchange.setProperty(PROPERTY, this);
        exchange.setVariable("morePages", "true");
    }

    /** That of an exchange; null when it has none: nothing was to be asked. */
    static PagedRun of(Exchange exchange) {
        return exchange.getProperty(PROPERTY, PagedRun.class);
    }

    /**
     * Makes the message the request for the next page.
     *
     * @throws IOException when there are more pages than are allowed, or they take too long
     */
    void ask(Exchange exchange) throws IOException {
        if (pages.count() >= rules.limits().pages()) {
            throw new IOException("the remote system has sent " + pages.count()
                    + " pages and goes on: pageLimit allows no more. If that many are right, raise it");
        }
        if (Instant.now().isAfter(deadline)) {
            throw new IOException("the run's time was up after " + pages.count()
                    + " pages (totalTimeLimit); the remote system has more");
        }
        String link = pages.nextLink() == null ? null : follow(pages.nextLink());
        request.prepare(exchange, fields(), link);
        address = exchange.getVariable("webServiceUrl", String.class);
    }

    private String follow(String link) throws IOException {
        try {
            return links.follow(address, link);
        } catch (IOException e) {
            throw ofPage(pages.count(), e);
        }
    }

    private RequestFields fields() {
        Map<String, String> values = new LinkedHashMap<>(fields);
        values.put("page", String.valueOf(rules.numbers().firstPage() + pages.count()));
        values.put("pageSize", String.valueOf(rules.numbers().pageSize()));
        values.put(
                "firstItem",
                String.valueOf(rules.numbers().firstItem()
                        + pages.count() * rules.numbers().pageSize()));
        values.put("checkpoint", checkpoint.since());
        values.put("batchId", pages.batchId());
        return new RequestFields(values);
    }

    /** Takes the message as the next page: keeps it, and reads what it says of itself. */
    void take(Exchange exchange) throws IOException {
        long number = pages.count() + 1;
        try {
            Path file = file(number);
            try (InputStream answer = exchange.getMessage().getMandatoryBody(InputStream.class)) {
                folder.write(folder.path().relativize(file).toString(), answer, deadline);
            } catch (InvalidPayloadException e) {
                throw new IOException("the answer has no content", e);
            }
            AnswerPage page = rules.form().read(file);
            String content = page.records() > 0 ? page.content() : Files.size(file) + " " + page.root();
            long same = pages.add(page.records(), content, page.nextLink());
            if (same > 0) {
                throw new IOException(
                        "it has the same records as page " + same
                                + " of this run: the remote system repeats itself, perhaps because the request does not name the page");
            }
            note(page);
        } catch (IOException e) {
            throw ofPage(number, e);
        }
        exchange.getMessage().setBody(null);
    }

    private void note(AnswerPage page) throws IOException {
        page.root(rules.root().batchIdAttribute()).ifPresent(pages::batchId);
        if (pages.count() == 1) {
            pages.remoteTime(remoteTime(page));
        }
        complete = rules.isLast(page);
        if (resume != null && !complete) {
            resume.save(pages);
        }
    }

    private String remoteTime(AnswerPage page) throws IOException {
        String time = page.root(rules.root().checkpointAttribute()).orElse("").strip();
        if (time.length() > LONGEST_TIME) {
            throw new IOException("what its root says in " + rules.root().checkpointAttribute() + " is longer than "
                    + LONGEST_TIME + " characters: it is no time");
        }
        return time.isEmpty() ? null : time;
    }

    private Path file(long number) {
        return pagesFolder()
                .resolve("page-%06d%s".formatted(number, rules.form().extension()));
    }

    private Path pagesFolder() {
        return folder.path().resolve("pages");
    }

    boolean complete() {
        return complete;
    }

    /** What to say of a page that could not be had. */
    IOException failure(Exception cause) {
        return ofPage(pages.count() + 1, cause);
    }

    private IOException ofPage(long number, Exception cause) {
        String reason = Objects.requireNonNullElse(cause.getMessage(), cause.toString());
        return new IOException(rules.paging() ? "page " + number + ": " + reason : reason, cause);
    }

    /** Whether the page that is asked for is the first that this run asks for, where another one stopped. */
    boolean goesOnNow() {
        return resumed && pages.count() == pages.earlier();
    }

    /** All pages as one delivery; what the run has come to is noted in it. */
    Path delivery(TaskWork work) {
        work.checkpoint(checkpoint.name(), Objects.requireNonNullElse(pages.remoteTime(), checkpoint.now()));
        work.report(pages.count()
                + (pages.count() == 1 ? " page, " : " pages, ")
                + pages.records()
                + (pages.records() == 1 ? " record" : " records")
                + (resumed ? ", of them " + pages.earlier() + " pages of the run before" : ""));
        return pagesFolder();
    }

    /** Removes what was collected, unless a later run can go on from there. */
    void close(boolean failed) throws IOException {
        if (!failed || resume == null || !resume.exists()) {
            folder.remove();
        }
    }

    /** Lets the next run begin anew. */
    void forget() throws IOException {
        if (resume != null) {
            resume.remove();
        }
    }
}
