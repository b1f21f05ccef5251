package io.drover.api.doctor;

import io.drover.api.Diagnosis.State;
import io.drover.api.Diagnosis.Step;
import java.util.ArrayList;
import java.util.List;

/** Collects the steps of a diagnosis. */
final class Steps {
    private final List<Step> steps = new ArrayList<>();

    void ok(int number, String name, String found) {
        add(number, name, State.OK, found, null);
    }

    void warning(int number, String name, String found, String toDo) {
        add(number, name, State.WARNING, found, toDo);
    }

    void missing(int number, String name, String found, String toDo) {
        add(number, name, State.MISSING, found, toDo);
    }

    void skipped(int number, String name, String toDo) {
        add(number, name, State.SKIPPED, "not looked at", toDo);
    }

    private void add(int number, String name, State state, String found, String toDo) {
        steps.add(new Step(number, name, state, found, toDo));
    }

    List<Step> all() {
        return steps;
    }
}
