package io.drover.deploy;

import io.drover.definition.FileDestination;
import io.drover.definition.FileSource;
import io.drover.definition.JobDefinition;
import io.drover.job.OutputPlaces;
import io.drover.settings.Placeholders;
import io.drover.settings.Settings;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;

/** The routes of a job: its inbox, where deliveries are fetched from, and where written files are sent to. */
final class JobRoutes {
    private final CamelContext camel;
    private final Settings settings;

    JobRoutes(CamelContext camel, Settings settings) {
        this.camel = camel;
        this.settings = settings;
    }

    /** The ids of the routes that a job may have. */
    static Stream<String> ids(String job) {
        return Stream.of(fetchRoute(job), inboxRoute(job), sendRoute(job));
    }

    private static String inboxRoute(String job) {
        return "inbox-" + job;
    }

    private static String fetchRoute(String job) {
        return "fetch-" + job;
    }

    private static String sendRoute(String job) {
        return "send-" + job;
    }

    /** Whether a changed job needs other routes than it had. */
    static boolean differ(JobDefinition before, JobDefinition now) {
        return !before.destination().equals(now.destination())
                ? sends(before).isPresent()
                        || sends(now).isPresent()
                        || !fetches(before).equals(fetches(now))
                : !fetches(before).equals(fetches(now));
    }

    private static Optional<String> fetches(JobDefinition job) {
        return job.source() instanceof FileSource source ? Optional.ofNullable(source.endpoint()) : Optional.empty();
    }

    private static Optional<FileDestination> sends(JobDefinition job) {
        return job.destination() instanceof FileDestination files && files.endpoint() != null
                ? Optional.of(files)
                : Optional.empty();
    }

    void add(JobDefinition job) {
        addInbox(job.name());
        fetches(job).ifPresent(endpoint -> TemplatedRouteBuilder.builder(camel, "fetch")
                .routeId(fetchRoute(job.name()))
                .parameter("job", job.name())
                .parameter("endpoint", resolved(endpoint))
                .add());
        sends(job).ifPresent(files -> addSend(job, files));
    }

    private void addInbox(String job) {
        TemplatedRouteBuilder.builder(camel, "inbox")
                .routeId(inboxRoute(job))
                .parameter("job", job)
                .parameter("folder", settings.folders().inbox(job).toString())
                .parameter("inboxDelay", settings.seconds("drover.inbox.delay").toMillis())
                .add();
    }

    private void addSend(JobDefinition job, FileDestination files) {
        TemplatedRouteBuilder.builder(camel, "send")
                .routeId(sendRoute(job.name()))
                .parameter("job", job.name())
                .parameter(
                        "folder",
                        OutputPlaces.folder(settings.folders(), job.name(), files)
                                .toString())
                .parameter(
                        "archive",
                        settings.folders().archive(job.name()).toAbsolutePath().toString())
                .parameter("retry", settings.seconds("drover.outbox.retry").toMillis())
                .parameter("endpoint", resolved(files.endpoint()))
                .add();
    }

    private String resolved(String endpoint) {
        return Placeholders.resolve(
                endpoint, name -> Optional.ofNullable(settings.all().getProperty(name)));
    }

    void remove(String job) {
        ids(job).filter(id -> camel.getRoute(id) != null).forEach(this::removeRoute);
    }

    private void removeRoute(String id) {
        try {
            camel.getRouteController().stopRoute(id);
            camel.removeRoute(id);
        } catch (Exception e) {
            throw new IllegalStateException("the route " + id + " cannot be removed", e);
        }
    }
}
