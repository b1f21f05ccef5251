package io.drover.provider.json;

import io.drover.definition.Problems;
import io.drover.definition.XmlBean;
import io.drover.provider.json.JsonFormat.Shape;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** {@code <json>} as written, and the checks of it that a schema cannot make. */
public final class JsonXml {
    private JsonXml() {}

    @XmlAccessorType(XmlAccessType.FIELD)
    public static final class JsonSource extends XmlBean {
        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String records;

        @XmlAttribute
        String shape;

        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String table;

        @XmlAttribute
        String joinArrays;

        public JsonFormat convert(Problems problems) {
            Shape read = Shape.valueOf(shape.toUpperCase(Locale.ROOT));
            if (read == Shape.TABLES && table != null) {
                problems.add(line, "shape=\"tables\" takes the names of the tables from the file: remove table");
            }
            List<String> path = path();
            if (path.stream().anyMatch(String::isEmpty)) {
                problems.add(
                        line, "records=\"" + records + "\" has an empty name; write such as data.items or /data/items");
            }
            return new JsonFormat(path, read, table, joinArrays);
        }

        /** A JSON pointer when it begins with a slash; else names with points between them. */
        private List<String> path() {
            if (records == null || records.equals("/")) {
                return List.of();
            }
            return records.startsWith("/")
                    ? Stream.of(records.substring(1).split("/", -1))
                            .map(name -> name.replace("~1", "/").replace("~0", "~"))
                            .toList()
                    : List.of(records.split("\\.", -1));
        }
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    public static final class JsonDestination extends XmlBean {
        @XmlAttribute
        String shape;

        public JsonOutput convert() {
            return new JsonOutput(JsonOutput.Shape.valueOf(shape.toUpperCase(Locale.ROOT)));
        }
    }
}
