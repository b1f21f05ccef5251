package io.drover.provider.file;

import io.drover.provider.DeliveryException;
import java.util.Locale;

/**
 * Files whose first bytes are damaged or missing: what is called an archive and is none, and what was going to be one. As a text
 * they would be a header of a few strange characters, perhaps without a row, and be loaded as that.
 */
final class Damage {
    private Damage() {}

    /**
     * Refuses it.
     *
     * @param name of a file that is neither gzip nor zip
     * @param head its first bytes
     */
    static void refuse(String name, byte[] head) throws DeliveryException {
        String lower = name.toLowerCase(Locale.ROOT);
        if (head.length == 0) {
            return; // every reader says so
        }
        if (head.length == 1 && head[0] == 0x1F) {
            throw new DeliveryException("the file ends in the first bytes of gzip: it was cut off", 0, 0, true);
        }
        boolean zip = lower.endsWith(".zip");
        if (isBegunZip(head) && (zip || head.length == 3)) {
            throw new DeliveryException("the file ends in the first bytes of a zip: it was cut off", 0, 0, true);
        }
        if (zip) {
            throw new DeliveryException(
                    "the file is called " + name + " and is no zip: it is damaged, or something else; send it again",
                    0,
                    0,
                    false);
        }
        if (lower.endsWith(".gz") && hasControlCharacter(head)) {
            throw new DeliveryException(
                    "the file is called " + name
                            + " and is neither compressed with gzip nor a text: it is damaged; send it again",
                    0,
                    0,
                    false);
        }
    }

    private static boolean isBegunZip(byte[] head) {
        byte[] zip = {'P', 'K', 3};
        for (int i = 0; i < head.length; i++) {
            if (i == zip.length || head[i] != zip[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasControlCharacter(byte[] head) {
        for (byte b : head) {
            if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r') {
                return true;
            }
        }
        return false;
    }
}
