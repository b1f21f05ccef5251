package io.drover.api;

import io.drover.security.Caller;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** What carries out the operations in this process, by their interface and for who asks. */
public final class Implementations {
    private final Map<Class<?>, Function<Supplier<Caller>, ?>> made = new HashMap<>();

    /** Adds one that does not ask who asks. */
    public <T> Implementations with(Class<T> operations, T implementation) {
        made.put(operations, caller -> implementation);
        return this;
    }

    public <T> Implementations withCaller(Class<T> operations, Function<Caller, ? extends T> implementation) {
        made.put(operations, caller -> implementation.apply(caller.get()));
        return this;
    }

    /**
     * What carries operations out for a caller.
     *
     * @throws IllegalStateException when nothing carries these operations out
     */
    public <T> T of(Class<T> operations, Supplier<Caller> caller) {
        Function<Supplier<Caller>, ?> known = made.get(operations);
        if (known == null) {
            throw new IllegalStateException("nothing carries out " + operations.getName());
        }
        return operations.cast(known.apply(caller));
    }
}
