package io.drover.provider.file;

import io.drover.provider.DeliveryException;
import java.nio.charset.StandardCharsets;

/**
 * Files that no format reads, told by their first bytes: they are named as what they are, instead of as a text with bad characters,
 * and are read as a text in no encoding.
 */
enum ForeignFile {
    BZIP2("is compressed with bzip2", 0, "BZh"),
    XZ("is compressed with xz", 0, "\u00FD7zXZ"),
    LZMA("is compressed with LZMA", 0, "]\0\0"),
    LZIP("is compressed with lzip", 0, "LZIP\u0001"),
    ZSTANDARD("is compressed with Zstandard", 0, "(\u00B5/\u00FD"),
    LZ4("is compressed with LZ4", 0, "\u0004\"M\u0018"),
    COMPRESS("is compressed with compress", 0, "\u001F\u009D"),
    SEVEN_ZIP("is an archive of 7-Zip", 0, "7z\u00BC\u00AF"),
    RAR("is a RAR archive", 0, "Rar!\u001A"),
    TAR("is a tar archive", 257, "ustar"),
    CABINET("is a cabinet of Windows", 0, "MSCF\0"),
    PGP("is encrypted with PGP", 0, "-----BEGIN PGP MESSAGE-----"),
    PDF("is a PDF document", 0, "%PDF-");

    /** Bytes at the start of a file that are enough to tell. */
    static final int HEAD = 264;

    private static final String PACK = "pack it as zip or gzip";

    private final String words;
    private final int at;
    private final String mark;

    /** @param mark the bytes at that place, as characters */
    ForeignFile(String words, int at, String mark) {
        this.words = words;
        this.at = at;
        this.mark = mark;
    }

    /**
     * Refuses what begins as one.
     *
     * @param what is looked at, for the message
     */
    static void refuse(byte[] head, String what) throws DeliveryException {
        String start = new String(head, StandardCharsets.ISO_8859_1);
        for (ForeignFile kind : values()) {
            if (start.startsWith(kind.mark, kind.at) && (kind != BZIP2 || isBzip2(start))) {
                throw new DeliveryException(what + " " + kind.words + ": " + kind.remedy(), 0, 0, false);
            }
        }
    }

    /** A text may begin with three letters: a digit and the number pi, or its root at the end, follow. */
    private static boolean isBzip2(String start) {
        return start.startsWith("1AY&SY", 4) || start.startsWith("\u0017rE8P\u0090", 4);
    }

    private String remedy() {
        return switch (this) {
            case PGP -> "send it decrypted";
            case PDF -> "send the data as CSV, XML, JSON or a workbook";
            default -> PACK;
        };
    }
}
