package io.drover.job.lookup;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.drover.mapping.context.LookupDefinition;
import io.drover.provider.DestinationException;
import io.drover.provider.NameSuggestions;
import io.drover.settings.RelativeFile;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/** Reads a lookup table from a CSV file with a header. */
final class LookupFile {
    private LookupFile() {}

    /** @param root the folder below which the file must lie */
    static void read(Path root, LookupDefinition.OfFile definition, LookupContent content)
            throws IOException, DestinationException {
        RelativeFile below = RelativeFile.of(root, definition.file());
        switch (below.state()) {
            case OUTSIDE -> throw problem(definition, "lies outside Files/Integration");
            case MISSING -> throw problem(definition, "does not exist in Files/Integration");
            case THERE -> readTable(below.file(), definition, content);
        }
    }

    private static void readTable(Path file, LookupDefinition.OfFile definition, LookupContent content)
            throws IOException, DestinationException {
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                CsvReader<CsvRecord> csv = CsvReader.builder()
                        .fieldSeparator(definition.delimiter())
                        .ofCsvRecord(reader)) {
            Iterator<CsvRecord> records = csv.iterator();
            if (!records.hasNext()) {
                throw problem(definition, "is empty; it needs a header with the names of its columns");
            }
            List<String> header = records.next().getFields().stream()
                    .map(name -> name.replace("\uFEFF", "").strip())
                    .toList();
            int key = column(definition, definition.key(), 0, header);
            int value = column(definition, definition.value(), 1, header);
            while (records.hasNext()) {
                List<String> fields = records.next().getFields();
                content.add(field(fields, key), field(fields, value));
            }
        }
    }

    private static int column(LookupDefinition.OfFile definition, String name, int otherwise, List<String> header)
            throws DestinationException {
        for (int i = 0; i < header.size(); i++) {
            if (name == null ? i == otherwise : header.get(i).equalsIgnoreCase(name)) {
                return i;
            }
        }
        throw problem(
                definition,
                name == null
                        ? "has one column only (" + String.join(", ", header)
                                + "); a key and a value are needed. Check the delimiter"
                        : "has no column " + name + "; " + NameSuggestions.near("columns", name, header));
    }

    private static String field(List<String> fields, int index) {
        return index < fields.size() ? fields.get(index) : null;
    }

    private static DestinationException problem(LookupDefinition.OfFile definition, String what) {
        return new DestinationException("the lookup file " + definition.file() + " " + what);
    }
}
