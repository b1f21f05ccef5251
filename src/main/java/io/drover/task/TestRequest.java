package io.drover.task;

import java.util.Map;

/**
 * A request to try.
 *
 * @param request what is sent; null: what the task would send
 * @param check send what every connector answers, and take any answer
 * @param parameters these win over the task's own and its config file's
 */
public record TestRequest(String request, boolean check, Map<String, String> parameters) {
    /** The request that asks for nothing and that every connector answers. */
    private static final String CHECK = "<GetEcomData></GetEcomData>";

    public TestRequest {
        parameters = parameters == null ? Map.of() : Map.copyOf(parameters);
    }

    /** @param own what the task would send, or null */
    String body(String own) {
        String body = check ? CHECK : request == null ? own : request;
        if (body == null) {
            throw new IllegalArgumentException("there is no request: give one, or ask for the check");
        }
        return body;
    }
}
