package io.drover.job.load;

import io.drover.provider.MappedRow;
import io.drover.provider.SourceRecord;
import io.drover.provider.SourceTable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Rows that wait, in a temporary file: however many they are, a block of them is in memory. They can be read from the first to the
 * last and the other way round.
 */
final class WaitingRows implements AutoCloseable {
    private static final int BLOCK_BYTES = 256 * 1024;
    private static final ObjectInputFilter VALUES =
            ObjectInputFilter.Config.createFilter("java.base/*;io.drover.provider.*;!*");

    private final List<Origin> origins = new ArrayList<>();
    private final List<Block> blocks = new ArrayList<>();
    private FileChannel file;
    private ByteArrayOutputStream bytes;
    private ObjectOutputStream block;
    private int rowsInBlock;
    private long size;

    /**
     * Where a row comes from.
     *
     * @param table as far as it was read then
     * @param file of the delivery; null when there is but one
     */
    record Origin(SourceTable table, String file) {}

    private record Block(int origin, long position, int length, int rows) {}

    /** Gets the rows. */
    interface Visitor {
        void visit(Origin origin, List<MappedRow> rows) throws SQLException;
    }

    long size() {
        return size;
    }

    void add(Origin origin, MappedRow row) throws IOException {
        if (origins.isEmpty() || !origins.get(origins.size() - 1).equals(origin)) {
            endBlock();
            origins.add(origin);
        }
        if (block == null) {
            bytes = new ByteArrayOutputStream();
            block = new ObjectOutputStream(bytes);
        }
        SourceRecord source = row.source();
        block.writeLong(source.number());
        block.writeInt(source.line());
        block.writeObject(source.values());
        block.writeObject(source.problem());
        block.writeObject(row.values());
        rowsInBlock++;
        size++;
        if (bytes.size() >= BLOCK_BYTES) {
            endBlock();
        }
    }

    private void endBlock() throws IOException {
        if (block == null) {
            return;
        }
        block.close();
        if (file == null) {
            file = create();
        }
        long position = file.size();
        ByteBuffer content = ByteBuffer.wrap(bytes.toByteArray());
        blocks.add(new Block(origins.size() - 1, position, content.remaining(), rowsInBlock));
        while (content.hasRemaining()) {
            file.write(content, position + content.position());
        }
        block = null;
        bytes = null;
        rowsInBlock = 0;
    }

    private static FileChannel create() throws IOException {
        Path path = Files.createTempFile("drover-", ".waiting");
        return FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }

    /** Gives all rows to a visitor, which must not add to them. */
    void forEach(boolean backwards, Visitor visitor) throws IOException, SQLException {
        endBlock();
        for (int i = 0; i < blocks.size(); i++) {
            Block next = blocks.get(backwards ? blocks.size() - 1 - i : i);
            List<MappedRow> rows = read(next);
            if (backwards) {
                Collections.reverse(rows);
            }
            visitor.visit(origins.get(next.origin()), rows);
        }
    }

    private List<MappedRow> read(Block wanted) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(wanted.length());
        while (content.hasRemaining()) {
            if (file.read(content, wanted.position() + content.position()) < 0) {
                throw new IOException("the file of rows that wait for others has been cut");
            }
        }
        List<MappedRow> rows = new ArrayList<>(wanted.rows());
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(content.array()))) {
            in.setObjectInputFilter(VALUES);
            for (int i = 0; i < wanted.rows(); i++) {
                long number = in.readLong();
                int line = in.readInt();
                String[] values = (String[]) in.readObject();
                String problem = (String) in.readObject();
                rows.add(new MappedRow(new SourceRecord(number, line, values, problem), (Object[]) in.readObject()));
            }
        } catch (ClassNotFoundException e) {
            throw new IOException("the file of rows that wait for others cannot be read: " + e.getMessage(), e);
        }
        return rows;
    }

    /** Removes the file. */
    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
