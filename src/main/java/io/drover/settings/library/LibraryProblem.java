package io.drover.settings.library;

/** What is wrong with a jar, and what to do about it. */
public record LibraryProblem(String found, String toDo) {}
