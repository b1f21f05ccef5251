package io.drover.deploy.check;

/**
 * A parameter of a task with the value in force and where that came from.
 *
 * @param parameter as its add-in calls it; as written when the add-in has none of that name
 * @param value without secrets; null when it cannot be resolved, or has none
 * @param origin the place of the value: {@code file:line}, or the add-in's default
 * @param through what the written value refers to, such as {@code environment variable X}; empty when it is the value itself
 * @param overrides the place of the task's own value, which a config file's takes the place of; or null
 * @param problem why there is no value, or null
 * @param used whether the add-in has the parameter
 */
public record ParameterOrigin(
        String parameter,
        String value,
        String origin,
        String through,
        String overrides,
        String problem,
        boolean used) {}
