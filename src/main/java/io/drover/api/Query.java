package io.drover.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** More of a parameter of an {@link Operation} that is in the path or the query. */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Query {
    /** What it means, in Markdown. */
    String value() default "";

    /** Its name there, where that is not the one that it has in Java. */
    String name() default "";

    /** What it is, for who has left out one that must be there; empty: it may be left out. */
    String missing() default "";

    /** What it is when it is left out; empty: null, false or nothing. */
    String otherwise() default "";

    /** The least that a number may be. */
    long min() default Long.MIN_VALUE;

    /** The most that a number may be. */
    long max() default Long.MAX_VALUE;
}
