package io.drover.provider.edi;

import io.drover.provider.edi.syntax.EdiMessage;
import io.drover.provider.edi.syntax.MessageReader;
import io.drover.provider.edi.syntax.Segment;
import io.drover.provider.edi.syntax.Standard;
import io.drover.provider.edi.syntax.Standard.Level;
import io.drover.provider.file.DurableFile;
import io.drover.provider.file.FileNaming;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The functional acknowledgements of the interchanges of a file: one file each, which is there when the rows that were read are
 * committed. What acknowledges is not acknowledged.
 */
final class FunctionalAcknowledgements implements MessageReader.Observer, Closeable {
    private static final Set<String> UNACKNOWLEDGED = Set.of("CONTRL", "997", "999");

    private final Path folder;
    /** Temporary files, and where they go. */
    private final Map<Path, Path> files = new LinkedHashMap<>();

    private Acknowledgement open;

    /** @param folder where they are put, or null for none */
    FunctionalAcknowledgements(Path folder) {
        this.folder = folder;
    }

    /** Whether the job wants any. */
    boolean wanted() {
        return folder != null;
    }

    @Override
    public void enclosing(Standard standard, Level level, Segment segment) throws IOException {
        if (open == null || segment.tag().equals(level.header())) {
            return;
        }
        open.end();
        if (level.equals(standard.interchange())) {
            open.finish();
            open.close();
            open = null;
        }
    }

    /** A message was read. */
    void add(EdiMessage message) throws IOException {
        if (folder == null || UNACKNOWLEDGED.contains(message.type())) {
            return;
        }
        Standard standard = message.envelope().standard();
        if (open == null) {
            Segment interchange = message.envelope().interchange();
            String name = (standard == Standard.X12 ? "997-" : "CONTRL-")
                    + interchange.get(standard.interchange().reference())
                    + "-" + Property.SENDER.of(message);
            Path temporary = Files.createTempFile("drover-", ".edi");
            files.put(temporary, folder.resolve(FileNaming.safe(name) + ".edi"));
            open = new Acknowledgement(
                    standard, interchange, new BufferedOutputStream(Files.newOutputStream(temporary)));
        }
        open.add(message);
    }

    /** Puts the files into their folder. */
    void publish() throws IOException {
        for (Map.Entry<Path, Path> file : files.entrySet()) {
            try (DurableFile target = new DurableFile(file.getValue())) {
                try (OutputStream out = target.out()) {
                    Files.copy(file.getKey(), out);
                }
                target.publish();
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (open != null) {
            open.close();
        }
        for (Path temporary : files.keySet()) {
            Files.deleteIfExists(temporary);
        }
    }
}
