package io.drover.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the deliveries: Dynamicweb {@code <tables>} files, streamed to disk, the same bytes for the same arguments. */
@Command(
        name = "generate",
        description = "Writes a <tables> file of benchmark products.",
        mixinStandardHelpOptions = true)
final class Generate implements Callable<Integer> {
    static final long SEED = 20_260_418;

    /** What the records' text looks like; goes up when it changes, so that files of an older look are not re-used. */
    private static final int FORMAT = 1;

    private static final int BLOCK = 1 << 20;

    @Option(names = "--rows", defaultValue = "1000000", description = "Records (default ${DEFAULT-VALUE})")
    private long rows;

    @Option(
            names = "--variant",
            defaultValue = "A",
            description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE})")
    private Variant variant;

    @Option(
            names = "--format",
            defaultValue = "XML",
            description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE})")
    private DeliveryFormat format;

    @Option(names = "--seed", defaultValue = "" + SEED, description = "Seed (default ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--folder", defaultValue = "target/bench", description = "Where to (default ${DEFAULT-VALUE})")
    private Path folder;

    public static void main(String[] args) {
        System.exit(new CommandLine(new Generate()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        long start = System.nanoTime();
        Path file = file(folder, rows, variant, seed, format);
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(Locale.ROOT, "%s: %d bytes, %.1f s%n", file, Files.size(file), seconds);
        return 0;
    }

    /** The file of a variant: the one that stands there if it is whole, else a new one. */
    static Path file(Path folder, long rows, Variant variant, long seed, DeliveryFormat format) throws IOException {
        Files.createDirectories(folder);
        Path file = name(folder, rows, variant, seed, format);
        if (isWhole(file)) {
            return file;
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (FileChannel channel = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            OutputStream out = Channels.newOutputStream(channel);
            if (format == DeliveryFormat.CSV) {
                writeCsv(out, rows, variant, seed);
            } else {
                write(out, rows, variant, seed);
            }
        }
        Disk.flush(part);
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(sizeFile(file), Long.toString(Files.size(file)));
        return file;
    }

    static Path name(Path folder, long rows, Variant variant, long seed, DeliveryFormat format) {
        return folder.resolve(
                "products-" + FORMAT + "-" + seed + "-" + rows + "-" + variant + "." + format.extension());
    }

    /** Whether a file stands there with the size it was written with. */
    static boolean isWhole(Path file) throws IOException {
        Path size = sizeFile(file);
        return Files.exists(file)
                && Files.exists(size)
                && Files.readString(size).equals(Long.toString(Files.size(file)));
    }

    private static Path sizeFile(Path file) {
        return file.resolveSibling(file.getFileName() + ".size");
    }

    private static void write(OutputStream out, long rows, Variant variant, long seed) throws IOException {
        Values values = new Values(seed);
        byte[][] starts = new byte[Products.COLUMNS.size()][];
        byte[][] nulls = new byte[starts.length][];
        for (int c = 0; c < starts.length; c++) {
            String column =
                    "      <column columnName=\"" + Products.COLUMNS.get(c).name() + "\"";
            starts[c] = utf8(column + "><![CDATA[");
            nulls[c] = utf8(column + " isNull=\"true\"/>\n");
        }
        byte[] itemStart = utf8("    <item table=\"" + Products.TABLE + "\">\n");
        byte[] itemEnd = utf8("    </item>\n");
        byte[] end = utf8("]]></column>\n");

        Bytes block = new Bytes(BLOCK + (BLOCK >> 4));
        Bytes value = new Bytes(1024);
        block.put(
                utf8("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<tables ExportIsDone=\"true\">\n  <table tableName=\""
                        + Products.TABLE + "\">\n"));
        for (long row = 1; row <= rows; row++) {
            block.put(itemStart);
            for (int c = 0; c < starts.length; c++) {
                value.clear();
                if (values.write(c, row, variant, value)) {
                    block.put(starts[c]);
                    block.put(value);
                    block.put(end);
                } else {
                    block.put(nulls[c]);
                }
            }
            block.put(itemEnd);
            if (block.length() > BLOCK) {
                block.writeTo(out);
                block.clear();
            }
        }
        block.put(utf8("  </table>\n</tables>\n"));
        block.writeTo(out);
    }

    private static void writeCsv(OutputStream out, long rows, Variant variant, long seed) throws IOException {
        Values values = new Values(seed);
        Bytes block = new Bytes(BLOCK + (BLOCK >> 4));
        Bytes value = new Bytes(1024);
        block.put(utf8(Products.columnList().replace(", ", ";") + "\n"));
        for (long row = 1; row <= rows; row++) {
            for (int c = 0; c < Products.COLUMNS.size(); c++) {
                if (c > 0) {
                    block.put(';');
                }
                value.clear();
                boolean quoted = Products.COLUMNS.get(c).kind() == Products.Kind.TEXT;
                if (!values.write(c, row, variant, value)) {
                    block.put(utf8(CsvParser.NULL));
                } else if (quoted) {
                    block.put('"');
                    block.put(value); // no text of the vocabulary has a quote
                    block.put('"');
                } else {
                    block.put(value);
                }
            }
            block.put('\n');
            if (block.length() > BLOCK) {
                block.writeTo(out);
                block.clear();
            }
        }
        block.writeTo(out);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
