package io.drover.provider.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a file is that should have been a zip inside, and what to do about it. */
final class ContainerDiagnosis {
    /** Within so many bytes the names of the streams of an OLE file stand. */
    private static final int NAMES_WITHIN = 4 * 1024 * 1024;

    private static final int QUOTED = 60;

    private ContainerDiagnosis() {}

    static String explain(Path file) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(NAMES_WITHIN);
        }
        if (startsWith(head, 0xD0, 0xCF, 0x11, 0xE0)) {
            return contains(head, "EncryptedPackage")
                    ? "it is protected with a password; save it without one"
                    : "it is in the old binary format of Excel (.xls); save it as Excel workbook (.xlsx)";
        }
        if (startsWith(head, 0x1F, 0x8B)) {
            return "it is compressed with gzip; unpack it first";
        }
        if (startsWith(head, 'R', 'a', 'r') || startsWith(head, '7', 'z', 0xBC)) {
            return "it is an archive of another kind; pack it as zip";
        }
        return "it begins with \"" + start(head) + "\"";
    }

    private static String start(byte[] head) {
        String text = new String(head, 0, Math.min(head.length, QUOTED), StandardCharsets.UTF_8);
        return text.replaceAll("[\\p{Cntrl}\uFFFD]+", " ").strip();
    }

    private static boolean startsWith(byte[] head, int... start) {
        for (int i = 0; i < start.length; i++) {
            if (head.length <= i || (head[i] & 0xFF) != start[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean contains(byte[] bytes, String utf16Name) {
        String all = new String(bytes, StandardCharsets.ISO_8859_1);
        return all.contains(new String(utf16Name.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1));
    }
}
