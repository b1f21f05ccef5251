package io.drover.http;

import io.drover.security.Admission;
import io.drover.security.RequestHead;
import java.util.Optional;
import java.util.function.Function;

/**
 * Who decides on requests: {@link io.drover.security.gate.Gate}.
 *
 * @param decide without waiting, where that is possible; called on the event loop
 * @param admit may wait
 */
record AdmissionControl(Function<RequestHead, Optional<Admission>> decide, Function<RequestHead, Admission> admit) {}
