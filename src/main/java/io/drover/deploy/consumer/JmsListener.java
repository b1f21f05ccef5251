package io.drover.deploy.consumer;

import io.drover.deploy.route.context.CamelRoutes;
import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import org.apache.camel.Consumer;

/**
 * The consumer of a broker that speaks JMS. Camel's health knows nothing of these, but Spring's container, which receives for them, knows
 * whether it is connected. Its classes are there only when somebody has added them.
 */
final class JmsListener {
    /** Spring's number for containers that keep a consumer open; others connect for each message. */
    private static final int KEEPS_CONSUMER = 3;
    /** What each container was last told by the client of its broker. */
    private static final Map<Object, String> LAST_FAILURES = Collections.synchronizedMap(new WeakHashMap<>());

    private final Object container;

    private JmsListener(Object container) {
        this.container = container;
    }

    /** Empty for consumers of anything else. */
    static Optional<JmsListener> of(Consumer consumer) {
        if (consumer == null // of a route that has not started
                || !consumer.getClass().getName().startsWith("org.apache.camel.component.jms.")) {
            return Optional.empty();
        }
        Optional<JmsListener> listener =
                Optional.ofNullable(ask(consumer, "getListenerContainer")).map(JmsListener::new);
        listener.ifPresent(JmsListener::listen);
        return listener;
    }

    /** Why it receives nothing, when it looks for its broker: at the start, or since that went away. */
    Optional<String> trouble() {
        if (!isWithoutBroker()) {
            return Optional.empty();
        }
        String why = LAST_FAILURES.get(container);
        return Optional.of("its broker is not reached, or does not let it in" + (why == null ? "" : ": " + why));
    }

    private boolean isWithoutBroker() {
        if (!Boolean.TRUE.equals(ask(container, "isRunning"))) {
            return false; // somebody has stopped the route
        }
        return Boolean.TRUE.equals(ask(container, "isRecovering"))
                || (ask(container, "getCacheLevel") instanceof Integer level
                        && level >= KEEPS_CONSUMER
                        && Boolean.FALSE.equals(ask(container, "isRegisteredWithDestination")));
    }

    /** Hears from now on why the container is not connected, unless the route has a listener of its own for that. */
    private void listen() {
        if (ask(container, "getExceptionListener") != null) {
            return;
        }
        try {
            Class<?> type = Class.forName(
                    "jakarta.jms.ExceptionListener", false, container.getClass().getClassLoader());
            WeakReference<Object> weak = new WeakReference<>(container); // which holds the listener
            Object listener =
                    Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> {
                        if (method.getName().equals("onException") && weak.get() != null) {
                            LAST_FAILURES.put(weak.get(), CamelRoutes.reason((Exception) given[0]));
                        }
                        return switch (method.getName()) {
                            case "equals" -> self == given[0];
                            case "hashCode" -> System.identityHashCode(self);
                            case "toString" -> "Drover's listener";
                            default -> null;
                        };
                    });
            container.getClass().getMethod("setExceptionListener", type).invoke(container, listener);
        } catch (ReflectiveOperationException e) {
            // the reason stays unknown
        }
    }

    private static Object ask(Object of, String question) {
        try {
            return of.getClass().getMethod(question).invoke(of);
        } catch (ReflectiveOperationException e) {
            return null; // another kind of container, of which nothing is known
        }
    }
}
