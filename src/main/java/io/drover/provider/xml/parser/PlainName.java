package io.drover.provider.xml.parser;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A name of an element or an attribute: one object for all places where it stands.
 *
 * @param endTag the tag that ends an element of that name
 */
@SuppressWarnings("ArrayRecordComponent") // compared with the bytes of the document, never as a record
record PlainName(String text, byte[] bytes, byte[] endTag) {

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The names of a document, found by their bytes. */
    static final class Table {
        /** More than any system writes. */
        private static final int MAX_NAMES = 512;

        private static final int SLOTS = 4 * MAX_NAMES;
        private static final boolean[] IN_NAME = new boolean[256];

        static {
            for (char c : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.".toCharArray()) {
                IN_NAME[c] = true;
            }
        }

        private final PlainName[] slots = new PlainName[SLOTS];
        private int names;

        /** Where the name ends that starts there, or the limit. */
        static int end(byte[] bytes, int start, int limit) {
            int i = start;
            while (i < limit && IN_NAME[bytes[i] & 0xFF]) {
                i++;
            }
            return i;
        }

        /** The name that stands there. */
        PlainName get(byte[] bytes, int start, int end) {
            int hash = 0;
            for (int i = start; i < end; i++) {
                hash = 31 * hash + bytes[i];
            }
            int slot = (hash ^ hash >>> 16) & (SLOTS - 1);
            while (slots[slot] != null) {
                byte[] known = slots[slot].bytes;
                if (Arrays.equals(bytes, start, end, known, 0, known.length)) {
                    return slots[slot];
                }
                slot = (slot + 1) & (SLOTS - 1);
            }
            slots[slot] = add(Arrays.copyOfRange(bytes, start, end));
            return slots[slot];
        }

        private PlainName add(byte[] bytes) {
            boolean startsLikeName = bytes.length > 0 && (Character.isLetter(bytes[0]) || bytes[0] == '_');
            // Interned: compared with constants for each record
            String text = new String(bytes, StandardCharsets.US_ASCII).intern();
            if (!startsLikeName || text.equals("xmlns") || ++names > MAX_NAMES) {
                throw new IrregularXml();
            }
            return new PlainName(text, bytes, ascii("</" + text + ">"));
        }
    }
}
