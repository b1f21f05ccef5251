package io.drover.deploy.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.deploy.route.RouteStarter.Deadline;
import io.drover.deploy.route.context.EarlyTriggers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.support.DefaultComponent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.listeners.TriggerListenerSupport;

/** The first instant of a route that a busy server took long to make is not lost. */
class EarlyTriggersTest {
    private final CountDownLatch fired = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    @TempDir
    private Path folder;

    private final CamelContext camel = new DefaultCamelContext();

    /** Makes its endpoints no sooner than the trigger of the route has fired. */
    private final class BusyComponent extends DefaultComponent {
        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
                throws Exception {
            if (!fired.await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the trigger has not fired");
            }
            return getCamelContext().getEndpoint("mock:" + remaining);
        }
    }

    private final class Fired extends TriggerListenerSupport {
        @Override
        public String getName() {
            return "test";
        }

        @Override
        public void triggerFired(Trigger trigger, JobExecutionContext context) {
            fired.countDown();
        }

        @Override
        public void triggerComplete(
                Trigger trigger, JobExecutionContext context, Trigger.CompletedExecutionInstruction instruction) {
            ended.countDown();
        }
    }

    @BeforeEach
    void start() throws SchedulerException {
        camel.addComponent("busy", new BusyComponent());
        camel.start();
        // Before the other listener: Quartz asks one after the other
        Scheduler scheduler =
                camel.getComponent("quartz", QuartzComponent.class).getScheduler();
        scheduler.getListenerManager().addTriggerListener(new Fired());
        EarlyTriggers.addTo(camel);
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    private static RouteBuilder ticking(String uri) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId("tick").to("busy:ticks");
            }
        };
    }

    @Test
    void anInstantThatComesBeforeItsRouteIsNotLost() throws Exception {
        camel.addRoutes(ticking("quartz:tasks/Orders?trigger.repeatCount=0&trigger.repeatInterval=1000"));

        MockEndpoint ticks = camel.getEndpoint("mock:ticks", MockEndpoint.class);
        ticks.expectedMessageCount(1);
        ticks.assertIsSatisfied();
    }

    private static boolean isHeldBack() {
        return Thread.getAllStackTraces().values().stream()
                .flatMap(Arrays::stream)
                .anyMatch(frame -> frame.getClassName().equals(EarlyTriggers.class.getName()));
    }

    @Test
    void norOneOfAFileWhoseRoutesStartAMomentAfterTheyAreMade() throws Exception {
        Path file = Files.writeString(
                folder.resolve("ticks.camel.yaml"),
                """
                - route:
                    id: file
                    from:
                      uri: quartz:file/Orders?trigger.repeatCount=0&trigger.repeatInterval=1000
                      steps: [{to: "mock:ticks"}]
                """);
        RouteLoading loading = RouteLoading.of(List.of(RouteFile.read(file)), camel);
        assertThat(loading.bad()).isEmpty();
        await().until(() -> isHeldBack() || ended.getCount() == 0);

        new RouteStarter((ModelCamelContext) camel)
                .start(loading.loaded().get(file), Deadline.in(Duration.ofSeconds(20)));

        MockEndpoint ticks = camel.getEndpoint("mock:ticks", MockEndpoint.class);
        ticks.expectedMessageCount(1);
        ticks.assertIsSatisfied();
    }
}
