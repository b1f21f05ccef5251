package io.drover.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The parameter of an {@link Operation} that is the body: a {@link java.nio.file.Path} is a file of any size, which the server keeps
 * until the operation ends, under the name that the query has as {@code file}; a String is JSON as it came, which the operation reads; anything
 * else is read as JSON. Null without a body.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Body {
    /** What it holds, in Markdown. */
    String value() default "";

    /** Whether there must be one. */
    boolean required() default false;

    /** What to say of JSON that cannot be read, before its place; empty: it is null then, and the operation says it. */
    String unreadable() default "";
}
