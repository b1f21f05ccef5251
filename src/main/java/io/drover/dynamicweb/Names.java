package io.drover.dynamicweb;

/** Drover's names become folders: other characters become an underscore. */
final class Names {
    private Names() {}

    /** @param kind what is named so, for messages */
    static String legal(String kind, String name, Notes notes) {
        String legal = name.strip().replaceAll("[^A-Za-z0-9_. -]", "_").replaceAll("^[^A-Za-z0-9]+", "");
        legal = legal.length() > 64 ? legal.substring(0, 64) : legal;
        legal = legal.replaceAll("[ .]+$", "");
        if (legal.isEmpty()) {
            throw new IllegalArgumentException(
                    "the " + kind + "'s name \"" + name + "\" has neither letters nor digits");
        }
        if (!legal.equals(name)) {
            notes.add("the " + kind + " is called \"" + legal + "\" here, for its name is a folder's too");
        }
        return legal;
    }
}
