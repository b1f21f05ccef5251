package io.drover.provider.excel;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The rows of one sheet in a temporary file: a workbook takes its sheets one after the other, and tables come in turn. */
final class RowSpool implements Closeable {
    private static final int BUFFER = 64 * 1024;
    private static final int NULL = -1;

    private final Path file;
    private final DataOutputStream out;
    private DataInputStream in;
    private int rows;

    RowSpool() throws IOException {
        file = Files.createTempFile("drover-", ".rows");
        out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER));
    }

    int rows() {
        return rows;
    }

    void add(String[] values) throws IOException {
        rows++;
        out.writeInt(values.length);
        for (String value : values) {
            if (value == null) {
                out.writeInt(NULL);
            } else {
                byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
                out.writeInt(bytes.length);
                out.write(bytes);
            }
        }
    }

    /** The next row, from the first on; to be called once for each. No row can be added any more. */
    String[] next() throws IOException {
        if (in == null) {
            out.close();
            in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
        }
        String[] values = new String[in.readInt()];
        for (int i = 0; i < values.length; i++) {
            int length = in.readInt();
            values[i] = length == NULL ? null : new String(in.readNBytes(length), StandardCharsets.UTF_8);
        }
        return values;
    }

    @Override
    public void close() throws IOException {
        try (out) {
            if (in != null) {
                in.close();
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
