package io.drover.deploy.standin;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import org.springframework.objenesis.ObjenesisStd;

/** What an object that does nothing answers: zero, an empty text or another such object. */
final class DefaultAnswers {
    private static final ObjenesisStd WITHOUT_CONSTRUCTOR = new ObjenesisStd();

    private DefaultAnswers() {}

    /** A value of this type; null where there is none that does nothing. */
    static Object of(Class<?> type) {
        if (type.isPrimitive()) {
            return type == void.class ? null : Array.get(Array.newInstance(type, 1), 0);
        }
        if (type == String.class) {
            return "";
        }
        if (type == Optional.class) {
            return Optional.empty();
        }
        if (type.isArray()) {
            return Array.newInstance(type.getComponentType(), 0);
        }
        if (type.getName().startsWith("org.apache.camel.")) {
            return null; // who is given another context would ask that
        }
        if (type.isInterface() && !type.isSealed()) {
            return proxy(type, "stand-in of " + type.getSimpleName());
        }
        if (StandIn.class.isAssignableFrom(type)) {
            return WITHOUT_CONSTRUCTOR.newInstance(type);
        }
        return StandInClasses.isNeeded(type) ? WITHOUT_CONSTRUCTOR.newInstance(new StandInClasses().of(type)) : null;
    }

    /** An object of an interface. */
    static <T> T proxy(Class<T> type, String name) {
        return type.cast(Proxy.newProxyInstance(loader(type), new Class<?>[] {type}, new Nothing(name)));
    }

    private static ClassLoader loader(Class<?> type) {
        return type.getClassLoader() == null ? DefaultAnswers.class.getClassLoader() : type.getClassLoader();
    }

    /** An object of a class, or of one that implements the interface, none of whose code runs but static initialisers of the type. */
    static <T> T without(Class<T> type) {
        return type.isInterface()
                ? proxy(type, "stand-in of " + type.getSimpleName())
                : WITHOUT_CONSTRUCTOR.newInstance(type);
    }

    private record Nothing(String name) implements InvocationHandler {
        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) {
            return switch (method.getName()) {
                case "equals" -> arguments != null && arguments.length == 1 && proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                case "toString" -> name;
                default -> of(method.getReturnType());
            };
        }
    }
}
