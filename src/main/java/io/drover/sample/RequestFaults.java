package io.drover.sample;

import io.drover.sample.Fault.Kind;
import io.drover.sample.Page.Paging;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The faults that one request meets. */
record RequestFaults(Map<Kind, Fault> faults) {

    boolean is(Kind kind) {
        return faults.containsKey(kind);
    }

    Optional<String> value(Kind kind) {
        return Optional.ofNullable(faults.get(kind)).map(Fault::value);
    }

    long delayMillis() {
        return is(Kind.SLOW) ? faults.get(Kind.SLOW).millis() : 0;
    }

    Paging paging() {
        return is(Kind.REPEATED) ? Paging.REPEATED : is(Kind.ENDLESS) ? Paging.ENDLESS : Paging.HONEST;
    }

    /** For the line about the request. */
    String inWords() {
        return faults.isEmpty()
                ? ""
                : "  fault: "
                        + faults.values().stream()
                                .map(fault -> fault.kind().word())
                                .collect(Collectors.joining(", "));
    }
}
