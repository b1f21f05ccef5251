package io.drover.deploy.log;

import io.drover.deploy.route.context.CamelRoutes;
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

/** Which step of a route has failed last on this thread: the one that Camel is about to log. */
final class FailedSteps implements InterceptStrategy {
    private static final Pattern OBJECT = Pattern.compile("\\.[A-Z]\\w+@[0-9a-f]+");
    private static final ThreadLocal<Step> LAST = new ThreadLocal<>();

    /** A step that failed, as the log tells of it. */
    record Step(String exchange, String route, String step, String place, String reason) {
        @Override
        public String toString() {
            return "route " + route + " failed at " + step + (place.isEmpty() ? "" : " (" + place + ")") + ": " + reason
                    + "  (exchange " + exchange + ")";
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
                    if (exchange.getException() != null) {
                        LAST.set(step(exchange, definition));
                    }
                    callback.done(sync);
                });
            }
        };
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
                reason.isEmpty() ? failure.getClass().getName() : reason);
    }

    /** The step as Camel's history has it; data formats have the names of objects there. */
    private static String named(NamedNode definition) {
        String label = URISupport.sanitizeUri(definition.getLabel());
        return OBJECT.matcher(label).find() ? definition.getShortName() : definition.getShortName() + "[" + label + "]";
    }

    private static String place(NamedNode definition) {
        String file = definition.getLocation();
        return definition.getLineNumber() > 0 && file != null
                ? file.replaceFirst(".*[/\\\\:]", "") + ":" + definition.getLineNumber()
                : "";
    }
}
