package io.drover.provider.file;

import io.drover.provider.DeliveryException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The directory at the end of a zip, read before anything else is: the JDK does not tell which entries are symbolic links or how
 * many there are before it has them all in memory.
 */
final class ZipDirectory {
    /** Files in one zip. */
    static final int MAX_ENTRIES = 10_000;

    private static final int MAX_BYTES = 16 * 1024 * 1024;
    private static final int END_LENGTH = 22;
    private static final int END = 0x06054b50;
    private static final int LOCATOR_64 = 0x07064b50;
    private static final int END_64 = 0x06064b50;
    private static final int ENTRY = 0x02014b50;
    private static final int ENTRY_LENGTH = 46;

    private static final int UTF8_NAME = 0x800;
    private static final int ENCRYPTED = 1;
    private static final int SYMBOLIC_LINK = 0xA000;

    /**
     * One entry.
     *
     * @param method the number of the way in which it is packed
     */
    record Entry(String name, int method, boolean encrypted, boolean link) {}

    private ZipDirectory() {}

    /**
     * Reads the directory of a file that begins as a zip.
     *
     * @throws DeliveryException when the file was cut off, is damaged or has too many entries
     */
    static List<Entry> read(Path zip) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(zip.toFile(), "r")) {
            long tailStart = Math.max(0, file.length() - END_LENGTH - 0xFFFF);
            ByteBuffer tail = read(file, tailStart, (int) (file.length() - tailStart));
            int end = tail.capacity() - END_LENGTH;
            while (end >= 0 && tail.getInt(end) != END) {
                end--;
            }
            if (end < 0) {
                throw new DeliveryException("the zip has no directory at its end: it was cut off", 0, 0, true);
            }
            long entries = tail.getShort(end + 10) & 0xFFFF;
            long size = tail.getInt(end + 12) & 0xFFFFFFFFL;
            long endsAt = tailStart + end;
            if ((entries == 0xFFFF || size == 0xFFFFFFFFL || tail.getInt(end + 16) == -1)
                    && end >= 20
                    && tail.getInt(end - 20) == LOCATOR_64) {
                endsAt = tail.getLong(end - 12);
                ByteBuffer end64 = read(file, endsAt, 56);
                if (end64.getInt(0) != END_64) {
                    throw damaged();
                }
                entries = end64.getLong(32);
                size = end64.getLong(40);
            }
            if (entries < 0 || entries > MAX_ENTRIES || size < 0 || size > MAX_BYTES) {
                throw new DeliveryException("the zip has more than " + MAX_ENTRIES + " entries", 0, 0, false);
            }
            return entries(read(file, endsAt - size, (int) size), (int) entries);
        }
    }

    private static ByteBuffer read(RandomAccessFile file, long position, int length) throws IOException {
        if (position < 0 || position + length > file.length()) {
            throw damaged();
        }
        byte[] bytes = new byte[length];
        file.seek(position);
        file.readFully(bytes);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static List<Entry> entries(ByteBuffer directory, int count) throws DeliveryException {
        List<Entry> entries = new ArrayList<>();
        int at = 0;
        while (at + ENTRY_LENGTH <= directory.capacity() && directory.getInt(at) == ENTRY) {
            int flags = directory.getShort(at + 8);
            int nameLength = directory.getShort(at + 28) & 0xFFFF;
            int rest = (directory.getShort(at + 30) & 0xFFFF) + (directory.getShort(at + 32) & 0xFFFF);
            if (at + ENTRY_LENGTH + nameLength + rest > directory.capacity()) {
                throw damaged();
            }
            byte[] name = new byte[nameLength];
            directory.get(at + ENTRY_LENGTH, name);
            entries.add(new Entry(
                    name(name, (flags & UTF8_NAME) != 0),
                    directory.getShort(at + 10) & 0xFFFF,
                    (flags & ENCRYPTED) != 0,
                    (directory.getInt(at + 38) >>> 16 & 0xF000) == SYMBOLIC_LINK));
            at += ENTRY_LENGTH + nameLength + rest;
        }
        if (entries.size() != count || at != directory.capacity()) {
            throw damaged();
        }
        return entries;
    }

    /** Many programs write UTF-8 without saying so; a name in an old encoding that is UTF-8 as well is none that people give. */
    private static String name(byte[] name, boolean utf8) throws DeliveryException {
        try {
            return decoded(name, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            if (utf8) {
                throw new DeliveryException("an entry of the zip has a name that is not UTF-8", 0, 0, false);
            }
            return new String(name, oldCharset());
        }
    }

    private static String decoded(byte[] name, Charset charset) throws CharacterCodingException {
        return charset.newDecoder().decode(ByteBuffer.wrap(name)).toString();
    }

    /** What names are in that are not UTF-8. */
    static Charset oldCharset() {
        return Charset.isSupported("IBM437") ? Charset.forName("IBM437") : StandardCharsets.ISO_8859_1;
    }

    static DeliveryException damaged() {
        return new DeliveryException("the zip is damaged: send it again", 0, 0, false);
    }
}
