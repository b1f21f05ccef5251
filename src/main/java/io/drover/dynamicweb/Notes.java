package io.drover.dynamicweb;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What of a job file Drover does not do, or does in another way: nothing is dropped without a word. */
final class Notes {
    private final List<String> notes = new ArrayList<>();

    void add(String note) {
        if (!notes.contains(note)) {
            notes.add(note);
        }
    }

    /**
     * Adds the settings of a provider that have no counterpart, those that say nothing excepted.
     *
     * @param provider source or destination
     * @param known names that were taken over, or that mean nothing outside of Dynamicweb's own pages
     */
    void addUnknown(Node provider, String... known) {
        Set<String> taken = new HashSet<>();
        Arrays.stream(known).map(name -> name.toLowerCase(Locale.ROOT)).forEach(taken::add);
        taken.add("schema");
        for (Node setting : provider.children()) {
            if (!taken.contains(setting.name().toLowerCase(Locale.ROOT)) && saysSomething(setting)) {
                add(provider.name() + " " + provider.shortType() + ": " + setting.name() + "=" + shown(setting)
                        + " has no counterpart");
            }
        }
    }

    private static boolean saysSomething(Node setting) {
        return !setting.children().isEmpty()
                || !(setting.text().isEmpty() || setting.text().equalsIgnoreCase("false"));
    }

    private static String shown(Node setting) {
        String name = setting.name().toLowerCase(Locale.ROOT);
        if (name.contains("password") || name.contains("connectionstring")) {
            return "...";
        }
        return setting.text().length() > 80 ? setting.text().substring(0, 80) + "..." : setting.text();
    }

    List<String> all() {
        return List.copyOf(notes);
    }
}
