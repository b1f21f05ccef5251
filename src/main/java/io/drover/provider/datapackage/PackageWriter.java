package io.drover.provider.datapackage;

import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationException;
import io.drover.provider.MappedRow;
import io.drover.provider.datapackage.ManifestWriter.WrittenEntity;
import io.drover.provider.format.DestinationFormat;
import io.drover.provider.format.OutputFiles;
import io.drover.provider.format.TableFileWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Writes a data package in the shape of Dynamics 365: a manifest, a header, and a file for each table in the format of the job.
 * The tables are entities by their labels; their columns are fields, in upper case. Entities are loaded in the order in which
 * the tables come, each in a level of its own.
 */
final class PackageWriter implements TableFileWriter {
    private static final int SHEET_LENGTH = 30;

    private final OutputFiles output;
    private final PackageDestination format;
    private final PackageZip zip;
    private final TableFileWriter files;
    /** What the writer of the files knows a table as, by the table's lower-case name. */
    private final Map<String, String> innerNames = new HashMap<>();
    /** Its file in the package, by that name. */
    private final Map<String, String> fileNames = new HashMap<>();

    PackageWriter(PackageDestination format, DestinationFormat.Context context) {
        this.output = context.files();
        this.format = format;
        this.zip = new PackageZip(format.project() == null ? context.job() : format.project());
        OutputFiles inner = table -> Files.newOutputStream(zip.temporary(fileNames.get(table)));
        this.files = format.entityFormat().files().open(context.within(inner));
    }

    @Override
    public void begin(String table, List<DestinationColumn> columns) throws IOException {
        EntityFormat entityFormat = format.entityFormat();
        String file = zip.nameFor(table, entityFormat.extension());
        String inner = innerName(table, file);
        if (fileNames.containsKey(inner) || innerNames.containsKey(table.toLowerCase(Locale.ROOT))) {
            String message =
                    "the entity " + table + " would be taken for another one of the package: Dynamics 365 does not tell"
                            + " names apart that differ in case or in other characters than letters and digits only; give them packages"
                            + " of their own";
            throw new IOException(message, new DestinationException(message));
        }
        innerNames.put(table.toLowerCase(Locale.ROOT), inner);
        fileNames.put(inner, file);
        List<DestinationColumn> fields = columns.stream()
                .map(column -> DestinationColumn.ofFile(column.name().toUpperCase(Locale.ROOT), column.type()))
                .toList();
        files.begin(inner, fields);
        zip.add(new WrittenEntity(
                table,
                format.target(table),
                file,
                entityFormat == EntityFormat.EXCEL ? inner + "$" : "",
                entityFormat.sourceFormat(),
                fields.stream().map(DestinationColumn::name).toList()));
    }

    /** The name of a sheet is the label with underscores; that of an element is the name in the code, in upper case. */
    private String innerName(String table, String file) {
        return switch (format.entityFormat()) {
            case EXCEL -> {
                String sheet = table.replaceAll("[\\p{Cntrl}\\[\\]:*?/\\\\' ]", "_");
                yield sheet.substring(0, Math.min(SHEET_LENGTH, sheet.length()));
            }
            case XML_ELEMENT, XML_ATTRIBUTE ->
                (format.target(table) == null ? table.replaceAll("[^\\p{L}\\p{N}_]", "") : format.target(table))
                        .toUpperCase(Locale.ROOT);
            default -> file.substring(0, file.lastIndexOf('.'));
        };
    }

    @Override
    public void write(String table, List<MappedRow> rows, BiConsumer<MappedRow, String> rejected) throws IOException {
        files.write(innerNames.get(table.toLowerCase(Locale.ROOT)), rows, rejected);
    }

    @Override
    public void finish() throws IOException {
        files.finish();
        try (OutputStream out = output.create(null)) {
            zip.write(out);
        }
    }

    @Override
    public void close() throws IOException {
        try (zip) {
            files.close();
        }
    }
}
