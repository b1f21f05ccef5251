package io.drover.provider;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Names in messages: what a person who mistyped one probably meant. */
public final class NameSuggestions {
    private static final int SHOWN = 10;

    private NameSuggestions() {}

    /**
     * Says which names there are, for the end of a message about an unknown one.
     *
     * @param kind what they name, in the plural
     * @return {@code "similar tables: A, B"}, or when none is similar {@code "its tables: C, D, ... (12 in all)"}
     */
    public static String near(String kind, String unknown, Collection<String> existing) {
        if (existing.isEmpty()) {
            return "there are no " + kind;
        }
        List<String> similar = existing.stream()
                .filter(name -> isNear(unknown, name))
                .sorted(Comparator.comparingInt(name -> distance(unknown, name)))
                .limit(SHOWN)
                .toList();
        if (!similar.isEmpty()) {
            return "similar " + kind + ": " + String.join(", ", similar);
        }
        List<String> shown = new ArrayList<>(existing.stream().limit(SHOWN).toList());
        if (existing.size() > SHOWN) {
            shown.add("... (" + existing.size() + " in all)");
        }
        return "its " + kind + ": " + String.join(", ", shown);
    }

    private static boolean isNear(String unknown, String name) {
        String a = unknown.toLowerCase(Locale.ROOT);
        String b = name.toLowerCase(Locale.ROOT);
        return distance(unknown, name) <= Math.max(a.length() < 4 ? 1 : 2, a.length() / 3)
                || (a.length() > 2 && b.contains(a))
                || (b.length() > 2 && a.contains(b));
    }

    /** Levenshtein's: the number of characters to insert, delete or replace. */
    private static int distance(String from, String to) {
        String a = from.toLowerCase(Locale.ROOT);
        String b = to.toLowerCase(Locale.ROOT);
        int[] previous = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            int[] swap = previous;
            previous = current;
            current = swap;
        }
        return previous[b.length()];
    }
}
