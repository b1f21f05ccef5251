package io.drover.api;

import io.drover.security.Access;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An operation of Drover's API, said once: routes/api.camel.yaml, the OpenAPI document and docs/reference/operations.md are made of
 * it, the gate and the audit log go by it, the server reads its parameters and the client asks for it by it.
 *
 * <pre>{@code
 * @Operation(
 *         value = "POST /api/messages/{id}/retry",
 *         id = "retryMessage",
 *         access = Access.OPERATE,
 *         summary = "Puts a message that failed or was cancelled back into its queue",
 *         answer = "As it stands then.",
 *         refusals = {404, 409})
 * MessageView retry(String id);
 * }</pre>
 *
 * <p>A name that nothing has is an {@link io.drover.definition.UnknownNameException}; anything else that cannot be done is an
 * {@link OperationException}. Their messages are for the user.
 *
 * <p>A parameter that the path names is taken from there, any other from the query, or from the body where it is a {@link Body}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Operation {
    /**
     * Method and path. Two methods with the same are one operation: with {@code ?name=true} at its end this one is asked for by that
     * flag, with another {@link #type} by the header Accept.
     */
    String value();

    /** Its name in the routes, and in the OpenAPI document. */
    String id();

    /** Who may ask for it. */
    Access access();

    /** What it does, in a line. */
    String summary();

    /** More of that, in Markdown. */
    String description() default "";

    /** What the answer is. */
    String answer();

    /** Statuses of refusals besides those that any operation may have: 401, 403 and 500. */
    int[] refusals() default {};

    /** The type of the answer. */
    String type() default JSON;

    /** Whether the audit log has it. */
    Audited audited() default Audited.BY_METHOD;

    /** Type of answers that are made of what the method returns. */
    String JSON = "application/json";

    /** Which operations are in the audit log. */
    enum Audited {
        /** All that are not GET. */
        BY_METHOD,
        /** Though it changes nothing: it gives out somebody's data whole. */
        ALWAYS,
        /** It reads only, though its method is not GET: its body says what. */
        NEVER,
        /** It has lines of its own there. */
        BY_ITSELF
    }
}
