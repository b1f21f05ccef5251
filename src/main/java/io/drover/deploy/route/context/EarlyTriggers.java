package io.drover.deploy.route.context;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.DelegateEndpoint;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.apache.camel.component.quartz.CamelJob;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.apache.camel.model.ModelCamelContext;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerKey;
import org.quartz.listeners.TriggerListenerSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a Quartz trigger that fires before its route has started waiting until it has, for each Quartz route of a context that is to start,
 * whoever has written it.
 *
 * <p>Camel 4.18.0 schedules the trigger while it makes the route, and hopes that the route is there half a second later. On a busy
 * server it is not: the job then finds no route, makes an endpoint of its own, which fails as the trigger is taken, and takes the
 * trigger away with it. The route never ticks again, and nothing says so.
 */
public final class EarlyTriggers extends TriggerListenerSupport {
    private static final Logger LOG = LoggerFactory.getLogger(EarlyTriggers.class);
    private static final String NAME = "drover-early-triggers";
    private static final long LOOK_MILLIS = 20;

    private final CamelContext camel;
    private final Duration patience;
    /** Triggers that were waited for in vain: their endpoint is that of a bean ({@code @Consume}), which Camel finds by itself. */
    private final Set<TriggerKey> ofBeans = ConcurrentHashMap.newKeySet();

    EarlyTriggers(CamelContext camel, Duration patience) {
        this.camel = camel;
        this.patience = patience;
    }

    /** Watches over the triggers of the endpoints that a context makes from now on. */
    public static void addTo(CamelContext camel) {
        EarlyTriggers listener = new EarlyTriggers(camel, Duration.ofMinutes(1));
        camel.getCamelContextExtension().registerEndpointCallback((uri, endpoint) -> {
            if (endpoint instanceof QuartzEndpoint quartz) {
                listener.watch(quartz.getComponent().getScheduler());
            }
            return endpoint;
        });
    }

    /** The endpoint is about to schedule its trigger. Quartz keeps one listener of a name. */
    private void watch(Scheduler scheduler) {
        try {
            scheduler.getListenerManager().addTriggerListener(this);
        } catch (SchedulerException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String getName() {
        return NAME;
    }

    /** Whether the job must not run, as neither its route nor an endpoint of a bean has come. The next instant tries again. */
    @Override
    public boolean vetoJobExecution(Trigger trigger, JobExecutionContext context) {
        TriggerKey key = trigger.getKey();
        if (!CamelJob.class.isAssignableFrom(context.getJobDetail().getJobClass()) || ofBeans.contains(key)) {
            return false;
        }
        try {
            Scheduler scheduler = context.getScheduler();
            awaitStart(key, scheduler);
            return !isToRun(key, scheduler);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SchedulerException e) {
            LOG.warn("{}  {}", key, e.getMessage());
        }
        return true;
    }

    private boolean isToRun(TriggerKey trigger, Scheduler scheduler) throws SchedulerException {
        if (route(trigger).isPresent()) {
            return true;
        }
        if (isGone(trigger, scheduler)) {
            return false;
        }
        if (camel.getEndpoints().stream().anyMatch(endpoint -> has(endpoint, trigger))) {
            ofBeans.add(trigger);
            return true;
        }
        LOG.warn("{}  fired, and has no route", trigger);
        return false;
    }

    private boolean isGone(TriggerKey trigger, Scheduler scheduler) throws SchedulerException {
        return camel.isStopping() || camel.isStopped() || !scheduler.checkExists(trigger);
    }

    private void awaitStart(TriggerKey trigger, Scheduler scheduler) throws InterruptedException, SchedulerException {
        long end = System.nanoTime() + patience.toNanos();
        while (isYetToStart(trigger) && !isGone(trigger, scheduler) && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private boolean isYetToStart(TriggerKey trigger) {
        return route(trigger)
                .map(route -> (route.isAutoStartup() || isUpcoming(route)) && !isStarted(route))
                .orElse(true);
    }

    private boolean isUpcoming(Route route) {
        return UpcomingStarts.of(camel).has((ModelCamelContext) camel, route.getRouteId());
    }

    private boolean isStarted(Route route) {
        ServiceStatus status = camel.getRouteController().getRouteStatus(route.getRouteId());
        return status != null && status.isStarted(); // null where it was removed meanwhile
    }

    private Optional<Route> route(TriggerKey trigger) {
        return camel.getRoutes().stream()
                .filter(route -> has(route.getEndpoint(), trigger))
                .findFirst();
    }

    private static boolean has(Endpoint endpoint, TriggerKey trigger) {
        Endpoint own = endpoint instanceof DelegateEndpoint delegate ? delegate.getEndpoint() : endpoint;
        return own instanceof QuartzEndpoint quartz && trigger.equals(quartz.getTriggerKey());
    }
}
