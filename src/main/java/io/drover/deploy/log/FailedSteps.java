package io.drover.deploy.log;

import io.drover.deploy.route.context.CamelRoutes;
import java.lang.ref.WeakReference;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.NamedRoute;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.apache.camel.util.URISupport;

/** Which step of a route has failed last on this thread: the one that Camel is about to log, and not those around it. */
final class FailedSteps implements InterceptStrategy {
    private static final Pattern OBJECT = Pattern.compile("\\.[A-Z]\\w+@[0-9a-f]+");
    private static final ThreadLocal<Step> LAST = new ThreadLocal<>();

    /** A step that failed, as the log tells of it. */
    record Step(
            String exchange, String route, String step, String place, String reason, WeakReference<Throwable> failure) {
        @Override
        public String toString() {
            return "route " + route + " failed at " + at() + ": " + reason + "  (exchange " + exchange + ")";
        }

        String where() {
            return "route " + route + " at " + at();
        }

        private String at() {
            return step + (place.isEmpty() ? "" : " (" + place + ")");
        }
    }

    /** The step at which an exchange has failed, when that was the last one that failed on this thread. */
    static Optional<Step> last(String exchange) {
        return Optional.ofNullable(LAST.get()).filter(step -> step.exchange.equals(exchange));
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext camel, NamedNode definition, Processor target, Processor next) {
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                return super.process(exchange, sync -> {
                    if (exchange.getException() != null && !isKnown(exchange)) {
                        LAST.set(step(exchange, definition));
                    }
                    callback.done(sync);
                });
            }
        };
    }

    /** The step within, a route that it calls, has failed of this, and so the one around it does. */
    private static boolean isKnown(Exchange exchange) {
        Step last = LAST.get();
        return last != null
                && last.exchange.equals(exchange.getExchangeId())
                && last.failure.refersTo(exchange.getException());
    }

    private static Step step(Exchange exchange, NamedNode definition) {
        Throwable failure = exchange.getException();
        String reason = CamelRoutes.reason(failure);
        NamedRoute route = CamelContextHelper.getRoute(definition);
        return new Step(
                exchange.getExchangeId(),
                route == null ? String.valueOf(exchange.getFromRouteId()) : route.getRouteId(),
                named(definition),
                place(definition),
                reason.isEmpty() ? failure.getClass().getName() : reason,
                new WeakReference<>(failure));
    }

    /** The step as Camel's history has it; data formats have the names of objects there. */
    private static String named(NamedNode definition) {
        String name = definition.getShortName();
        String label = URISupport.sanitizeUri(definition.getLabel());
        // Some have their name in it already
        String of = label.startsWith(name + "[") ? label.substring(name.length() + 1, label.length() - 1) : label;
        return of.isEmpty() || OBJECT.matcher(of).find() ? name : name + "[" + of + "]";
    }

    private static String place(NamedNode definition) {
        String file = definition.getLocation();
        return definition.getLineNumber() > 0 && file != null
                ? file.replaceFirst(".*[/\\\\:]", "") + ":" + definition.getLineNumber()
                : "";
    }
}
