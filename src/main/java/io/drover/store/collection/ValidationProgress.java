package io.drover.store.collection;

/**
 * How far the records of a collection have been judged by its rules.
 *
 * @param rules a hash of them
 * @param checked how many records of those that were there when it began
 * @param total how many these were
 * @param ended whether all have been
 */
public record ValidationProgress(String rules, long checked, long total, boolean ended) {}
