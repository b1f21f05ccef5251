package io.drover.provider.json;

import io.drover.definition.problem.Problems;
import io.drover.provider.format.OptionChecks;
import io.drover.provider.format.RejectsWriter;
import io.drover.provider.format.SourceFormat;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlEnumValue;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlType;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The {@code <json>} source. */
@XmlRootElement(name = "json")
@XmlAccessorType(XmlAccessType.FIELD)
public final class JsonSource extends SourceFormat {
    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    private String records;

    @XmlAttribute
    private Shape shape = Shape.AUTO;

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    private String table;

    @XmlAttribute
    private String joinArrays;

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    private String keepObjects;

    @XmlAttribute
    private boolean nested;

    /** How records stand in a document. */
    @XmlType(name = "") // anonymous in the schema
    enum Shape {
        /** Told by the document: arrays and records, and an object that begins with an array is one of tables. */
        @XmlEnumValue("auto")
        AUTO,
        /** Arrays of records, or records one after the other. */
        @XmlEnumValue("records")
        RECORDS,
        /** An object with an array of records for each table. */
        @XmlEnumValue("tables")
        TABLES
    }

    @Override
    public void check(Problems problems) {
        if (shape == Shape.TABLES && table != null) {
            problems.add(line, "shape=\"tables\" takes the names of the tables from the file: remove table");
        }
        if (nested && (keepObjects != null || joinArrays != null)) {
            problems.add(
                    line,
                    "nested=\"true\" keeps all members as they are: remove "
                            + (keepObjects != null ? "keepObjects" : "joinArrays"));
        }
        if (records().stream().anyMatch(String::isEmpty)) {
            problems.add(
                    line, "records=\"" + records + "\" has an empty name; write such as data.items or /data/items");
        }
    }

    @Override
    public Opener opener(Context context) {
        return file -> JsonRecordReader.open(this, file);
    }

    @Override
    public RejectsWriter rejects(Path delivery, Path target) {
        return new JsonRejects(this, target);
    }

    /** Names of the members that lead from the root to the records; empty for records at the root. */
    List<String> records() {
        if (records == null || records.equals("/")) {
            return List.of();
        }
        return records.startsWith("/") // a JSON pointer, else names with points between them
                ? Stream.of(records.substring(1).split("/", -1))
                        .map(name -> name.replace("~1", "/").replace("~0", "~"))
                        .toList()
                : List.of(records.split("\\.", -1));
    }

    /** What stands at the root, or where {@link #records} lead. */
    Shape shape() {
        return shape;
    }

    /** Name of the table; null for the file's name without its extension. */
    String table() {
        return table;
    }

    /** Whether each member of a record is one column, whose values are JSON. */
    boolean nested() {
        return nested;
    }

    /** Paths of members whose objects are one value each, in lower case; {@code *} for all members of records. */
    Set<String> keepObjects() {
        return OptionChecks.names(keepObjects).stream()
                .map(path -> path.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    /** What stands between the values of an array of a record; null for the array's own JSON text. */
    String joinArrays() {
        return joinArrays;
    }
}
