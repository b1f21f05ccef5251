package io.drover.deploy;

import io.drover.definition.problem.Problem;
import io.drover.deploy.endpoint.EndpointReasons;
import io.drover.deploy.endpoint.EndpointRouteIds;
import io.drover.deploy.endpoint.EndpointUris;
import io.drover.deploy.endpoint.EndpointWatch;
import io.drover.deploy.route.GeneratedRoutes;
import io.drover.deploy.route.context.CamelRoutes;
import io.drover.job.definition.JobDefinition;
import io.drover.job.provider.OutputFolders;
import io.drover.provider.format.BucketSource;
import io.drover.provider.format.FileDestination;
import io.drover.provider.format.FileSource;
import io.drover.settings.Settings;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;

/** The routes of a job: its inbox, where deliveries are fetched from, and where written files are sent to. */
final class JobRoutes {
    private static final String FETCH = EndpointRouteIds.FETCH;
    private static final String SEND = EndpointRouteIds.SEND;
    private static final String INBOX = "inbox-";

    private final CamelContext camel;
    private final Settings settings;
    private final EndpointUris uris;
    private final EndpointWatch watch;

    JobRoutes(CamelContext camel, Settings settings, EndpointUris uris, EndpointWatch watch) {
        this.camel = camel;
        this.settings = settings;
        this.uris = uris;
        this.watch = watch;
    }

    /** The ids of the routes that a job may have. */
    static Stream<String> ids(String job) {
        return Stream.of(FETCH + job, INBOX + job, SEND + job);
    }

    /** Whether a changed job needs other routes than it had. */
    static boolean differ(JobDefinition before, JobDefinition now) {
        return !Objects.equals(bucket(before), bucket(now))
                || !fetches(before).equals(fetches(now))
                || !sends(before).equals(sends(now));
    }

    private static BucketSource bucket(JobDefinition job) {
        return job.source() instanceof FileSource source ? source.bucket() : null;
    }

    static Optional<String> fetches(JobDefinition job) {
        return job.source() instanceof FileSource source ? Optional.ofNullable(source.endpoint()) : Optional.empty();
    }

    static Optional<FileDestination> sends(JobDefinition job) {
        return job.destination() instanceof FileDestination files && files.endpoint() != null
                ? Optional.of(files)
                : Optional.empty();
    }

    /** What keeps a job's routes from being made, the same for all jobs. */
    Optional<Problem> missing(JobDefinition job) {
        Set<String> templates = new HashSet<>(Set.of(GeneratedRoutes.INBOX));
        fetches(job).ifPresent(uri -> templates.add(GeneratedRoutes.FETCH));
        sends(job).ifPresent(files -> templates.add(GeneratedRoutes.SEND));
        return GeneratedRoutes.missing(camel, settings.path("drover.routes"), templates);
    }

    /** Makes a job's routes. One whose endpoint cannot be reached now comes with {@link #complete}. */
    void add(JobDefinition job) {
        BucketSource bucket = bucket(job);
        if (bucket != null) {
            BucketRoutes.require(camel, bucket, settings.folders().bucket(bucket.name()));
        }
        TemplatedRouteBuilder.builder(camel, GeneratedRoutes.INBOX)
                .routeId(INBOX + job.name())
                .parameter("job", job.name())
                .parameter(
                        "folder",
                        (bucket == null
                                        ? settings.folders().inbox(job.name())
                                        : settings.folders().bucket(bucket.name()))
                                .toString())
                .parameter("inboxOrder", bucket != null && bucket.byTime() ? "file:modified;file:name" : "file:name")
                .parameter("inboxFiles", bucket == null ? "*" : bucket.files())
                .parameter("inboxDelay", settings.seconds("drover.inbox.delay").toMillis())
                .add();
        complete(job);
    }

    /** Makes those of a job's routes that could not be made yet because a server was away; the watch has said so. */
    void complete(JobDefinition job) {
        fetches(job).ifPresent(uri -> complete(FETCH + job.name(), job));
        sends(job).ifPresent(files -> complete(SEND + job.name(), job));
    }

    /** Makes one route of a job, unless it is there or has just failed. */
    void complete(String route, JobDefinition job) {
        if (camel.getRoute(route) != null || !watch.mayTry(route)) {
            return;
        }
        try {
            if (route.startsWith(FETCH)) {
                addFetch(job, fetches(job).orElseThrow());
            } else {
                addSend(job, sends(job).orElseThrow());
            }
        } catch (RuntimeException e) {
            removeRoute(route);
            watch.failed(route, "cannot begin to " + route.replaceFirst("-.*", "") + ": " + EndpointReasons.of(e));
        }
    }

    private void addFetch(JobDefinition job, String endpoint) {
        TemplatedRouteBuilder.builder(camel, GeneratedRoutes.FETCH)
                .routeId(FETCH + job.name())
                .parameter("job", job.name())
                .parameter("endpoint", uris.fetching(endpoint))
                .add();
    }

    private void addSend(JobDefinition job, FileDestination files) {
        String uri = uris.sending(files.endpoint());
        TemplatedRouteBuilder.builder(camel, GeneratedRoutes.SEND)
                .routeId(SEND + job.name())
                .parameter("job", job.name())
                .parameter(
                        "folder",
                        OutputFolders.folder(settings.folders(), job.name(), files)
                                .toString())
                .parameter(
                        "outboxDelay", settings.seconds("drover.outbox.delay").toMillis())
                .parameter("endpoint", uri)
                .parameter("scheme", EndpointUris.scheme(uri))
                .parameter("blobName", EndpointUris.options(uri).getOrDefault("blobName", "${file:onlyname}"))
                .add();
    }

    void remove(String job) {
        ids(job).forEach(id -> {
            removeRoute(id);
            watch.forget(id);
        });
    }

    void removeRoute(String id) {
        CamelRoutes.remove(camel, id);
    }
}
