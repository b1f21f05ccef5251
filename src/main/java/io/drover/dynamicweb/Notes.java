package io.drover.dynamicweb;

import java.util.ArrayList;
import java.util.List;

/** What of a job file Drover does in another way, and why it may not run it: nothing is dropped without a word. */
final class Notes {
    private final List<String> notes = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();

    /** Notes a difference that gives no other data. */
    void add(String note) {
        if (!notes.contains(note)) {
            notes.add(note);
        }
    }

    /** Notes what would give other data than Dynamicweb's: the file must not run. */
    void refuse(String what) {
        if (!refusals.contains(what)) {
            refusals.add(what);
        }
    }

    List<String> all() {
        return List.copyOf(notes);
    }

    List<String> refusals() {
        return List.copyOf(refusals);
    }

    /** @throws IllegalArgumentException when something was refused; the message is for the user */
    void requireNoRefusals() {
        if (!refusals.isEmpty()) {
            throw new IllegalArgumentException("this job of Dynamicweb would load something else here: "
                    + String.join("; ", refusals)
                    + ". Take out what should not count, or write the job in Drover's own form; \"drover job convert"
                    + " --report\" compares all");
        }
    }
}
