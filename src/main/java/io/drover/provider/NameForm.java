package io.drover.provider;

import java.text.Normalizer;

/** Forms of names that look the same to people and are other characters. */
public final class NameForm {
    private NameForm() {}

    /** A name with its letters in one piece each (NFC): some systems write an accent behind its letter. */
    public static String composed(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) >= '\u0300') { // below are no accents to be put on letters
                return Normalizer.normalize(name, Normalizer.Form.NFC);
            }
        }
        return name;
    }
}
