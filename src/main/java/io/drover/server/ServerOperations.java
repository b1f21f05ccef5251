package io.drover.server;

import io.drover.api.ApplicationOperations;
import io.drover.api.BucketOperations;
import io.drover.api.CollectionOperations;
import io.drover.api.ConnectionOperations;
import io.drover.api.CredentialOperations;
import io.drover.api.DiagnosisOperations;
import io.drover.api.ExecutionOperations;
import io.drover.api.Implementations;
import io.drover.api.JobOperations;
import io.drover.api.LogOperations;
import io.drover.api.MessageOperations;
import io.drover.api.RouteOperations;
import io.drover.api.TaskOperations;
import io.drover.api.TestRequestOperations;
import io.drover.api.doctor.Doctor;
import io.drover.api.doctor.InstallationSteps;
import io.drover.api.local.LocalApplicationOperations;
import io.drover.api.local.LocalBucketOperations;
import io.drover.api.local.LocalCollectionOperations;
import io.drover.api.local.LocalConnectionOperations;
import io.drover.api.local.LocalCredentialOperations;
import io.drover.api.local.LocalDiagnosisOperations;
import io.drover.api.local.LocalExecutionOperations;
import io.drover.api.local.LocalJobOperations;
import io.drover.api.local.LocalLogOperations;
import io.drover.api.local.LocalMessageOperations;
import io.drover.api.local.LocalRouteOperations;
import io.drover.api.local.LocalTaskOperations;
import io.drover.api.local.LocalTestRequestOperations;
import io.drover.definition.FileKind;
import io.drover.definition.Installation;
import io.drover.deploy.EndpointRuns;
import io.drover.deploy.consumer.ConsumerTroubles;
import io.drover.deploy.control.RouteControl;
import io.drover.deploy.control.RouteCounts;
import io.drover.deploy.control.ShortPaths;
import io.drover.deploy.control.TrialSender;
import io.drover.security.application.PasswordAttempts;
import io.drover.security.token.IssuerCheck;
import io.drover.server.Server.Mode;
import io.drover.store.ledger.Executions;
import java.time.Clock;
import java.util.Optional;
import org.apache.camel.CamelContext;

/** What can be asked of a server, and what carries it out. */
final class ServerOperations {
    private final Rooms rooms;
    private final CamelContext camel;
    private final RouteCounts counts;
    private final Rooms.Base base;

    ServerOperations(Rooms rooms, CamelContext camel, RouteCounts counts) {
        this.counts = counts;
        this.camel = camel;
        this.rooms = rooms;
        this.base = rooms.base();
    }

    /** What carries out what can be asked of the server. */
    Implementations implementations() {
        Executions executions = new Executions(base.store());
        ExecutionOperations ofExecutions = new LocalExecutionOperations(
                rooms.jobs(), executions, rooms.queueing().queues());
        Doctor doctor = doctor();
        PasswordAttempts attempts = new PasswordAttempts(Clock.systemUTC());
        return new Implementations()
                .with(ExecutionOperations.class, ofExecutions)
                .with(JobOperations.class, new LocalJobOperations(base.catalog(), rooms.jobs(), executions, runs()))
                .with(
                        TaskOperations.class,
                        new LocalTaskOperations(
                                base.catalog(), rooms.tasking().tasks(), executions, base.mode() == Mode.SERVE))
                .with(
                        TestRequestOperations.class,
                        new LocalTestRequestOperations(
                                base.catalog(),
                                rooms.tasking().requests(),
                                base.settings().path("drover.data").resolve("spool")))
                .with(ConnectionOperations.class, new LocalConnectionOperations(base.catalog(), base.connections()))
                .with(MessageOperations.class, messageOperations(ofExecutions))
                .with(LogOperations.class, new LocalLogOperations())
                .with(
                        RouteOperations.class,
                        new LocalRouteOperations(
                                new RouteControl(camel, counts, new ShortPaths(base.settings())),
                                new TrialSender(camel),
                                base.mode() == Mode.SERVE))
                .withCaller(
                        BucketOperations.class,
                        caller -> new LocalBucketOperations(
                                base.catalog(),
                                rooms.jobs().buckets(),
                                Installation.of(base.settings()).folder(FileKind.BUCKET),
                                base.mode() == Mode.SERVE,
                                caller))
                .withCaller(
                        CollectionOperations.class,
                        caller -> new LocalCollectionOperations(
                                base.catalog(),
                                base.collecting().collections(),
                                Installation.of(base.settings()).folder(FileKind.COLLECTION),
                                base.mode() == Mode.SERVE,
                                caller))
                .withCaller(
                        CredentialOperations.class,
                        caller -> new LocalCredentialOperations(rooms.tasking().tasks(), attempts, caller))
                .withCaller(DiagnosisOperations.class, caller -> new LocalDiagnosisOperations(doctor, caller))
                .withCaller(
                        ApplicationOperations.class,
                        caller ->
                                new LocalApplicationOperations(rooms.entrance().applications(), caller));
    }

    private Optional<EndpointRuns> runs() {
        return base.mode() != Mode.SERVE ? Optional.of(rooms.deployments().endpointRuns()) : Optional.empty();
    }

    private Doctor doctor() {
        return new Doctor(
                base.catalog(),
                rooms.queueing().queues(),
                rooms.entrance().applications(),
                new IssuerCheck(base.settings(), rooms.entrance().keys()),
                new InstallationSteps(
                        base.settings(),
                        base.store(),
                        rooms.queueing().payloads(),
                        rooms.queueing().queues(),
                        base.mode() == Mode.SERVE),
                new Doctor.Troubles(
                        rooms.deployments()::problems,
                        rooms.queueing().runs()::blocked,
                        rooms.tasking()::troubles,
                        rooms::waiting,
                        () -> ConsumerTroubles.of(camel)));
    }

    private MessageOperations messageOperations(ExecutionOperations executions) {
        return new LocalMessageOperations(
                base.catalog(),
                rooms.queueing().queues(),
                executions,
                rooms.deployments()::problems,
                rooms.queueing().runs(),
                message -> {
                    if (base.mode() == Mode.SERVE) { // else the server does it at its next start
                        rooms.queueing().runs().wake(message);
                    }
                });
    }
}
