package io.drover.mapping.definition;

/** What decides whether a record is loaded: one condition, or a group of them. */
public sealed interface Criterion permits ConditionDefinition, ConditionGroup {}
