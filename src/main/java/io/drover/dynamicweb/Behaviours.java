package io.drover.dynamicweb;

import io.drover.dynamicweb.Behaviour.Outcome;
import io.drover.dynamicweb.Behaviour.Place;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The list of what Dynamicweb does beside what a converted job does. It decides what becomes of an option that nobody else asks for:
 * one that is not in the list is refused, for nobody knows what data would be without it.
 */
final class Behaviours {
    private static final String LIST = "behaviour.txt";
    private static final List<Behaviour> ALL = read();

    private Behaviours() {}

    /** All of them, in the order of the list. */
    static List<Behaviour> all() {
        return ALL;
    }

    /** Those of one provider on its side. */
    static List<Behaviour> of(String side, String provider) {
        return ALL.stream()
                .filter(behaviour -> behaviour.place().holds(side, provider))
                .toList();
    }

    /** What becomes of an option of a provider; empty for one that nobody knows. */
    static Optional<Behaviour> of(String side, String provider, String option) {
        return of(side, provider).stream()
                .filter(behaviour -> behaviour.isAbout(option))
                .findFirst();
    }

    /** Refuses the options of a provider that the list refuses or does not know, and names those that are to be told. */
    static void check(Node provider, Notes notes) {
        String side = provider.name().toLowerCase(Locale.ROOT);
        String kind = provider.kind();
        for (Node option : provider.children()) {
            if (option.name().equalsIgnoreCase("Schema") || !option.saysSomething()) {
                continue;
            }
            String shown = side + " " + kind + "Provider: " + option.name() + "=" + option.shown();
            Behaviour behaviour = of(side, kind, option.name()).orElse(null);
            if (behaviour == null) {
                if (!isOfOtherSide(side, kind, option.name())) {
                    notes.refuse(shown + " is unknown to Drover");
                }
            } else if (option.text().equalsIgnoreCase("true") && !option.text().equals("True")) {
                notes.refuse(shown + " is off for Dynamicweb, which reads only True as on: write True or False");
            } else if (behaviour.outcome() == Outcome.REFUSED) {
                notes.refuse(shown + ": " + behaviour.drover() + " to \"" + behaviour.dynamicweb() + "\"");
            } else if (behaviour.outcome() == Outcome.TOLD) {
                notes.add(shown + ": " + behaviour.dynamicweb() + "; here: " + behaviour.drover());
            }
        }
    }

    /** A provider is saved with the options of both sides. */
    private static boolean isOfOtherSide(String side, String kind, String option) {
        return of(side.equals("source") ? "destination" : "source", kind, option)
                .isPresent();
    }

    private static List<Behaviour> read() {
        List<Behaviour> all = new ArrayList<>();
        Place place = null;
        for (String line : text().split("\n", -1)) {
            if (line.startsWith("[")) {
                String[] words = line.substring(1, line.indexOf(']')).split(" ", -1);
                place = new Place(
                        words[0], new LinkedHashSet<>(Arrays.asList(words).subList(1, words.length)));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                String[] cells = line.split(" \\| ", -1);
                all.add(new Behaviour(
                        place,
                        cells[0],
                        Outcome.valueOf(cells[1].toUpperCase(Locale.ROOT)),
                        cells[2],
                        cells[3].strip()));
            }
        }
        return List.copyOf(all);
    }

    private static String text() {
        try (InputStream list = Behaviours.class.getResourceAsStream(LIST)) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
