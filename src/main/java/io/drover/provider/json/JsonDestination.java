package io.drover.provider.json;

import io.drover.provider.format.DestinationFormat;
import io.drover.provider.format.TableFileWriter;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlEnumValue;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlType;

/** The {@code <json>} destination. */
@XmlRootElement(name = "json")
@XmlAccessorType(XmlAccessType.FIELD)
public final class JsonDestination extends DestinationFormat {
    @XmlAttribute
    private Shape shape = Shape.ARRAY;

    /** How rows stand in files. */
    @XmlType(name = "") // anonymous in the schema
    enum Shape {
        /** A file for each table, with an array of objects. */
        @XmlEnumValue("array")
        ARRAY,
        /** A file for each table, with an object on each line. */
        @XmlEnumValue("lines")
        LINES,
        /** One file with an object of tables, each an array of objects. */
        @XmlEnumValue("tables")
        TABLES
    }

    @Override
    public String defaultName() {
        return shape == Shape.TABLES ? "{job}.json" : "{table}.json";
    }

    @Override
    public TableFileWriter open(Context context) {
        return new JsonFileWriter(this, context.files());
    }

    @Override
    public boolean takesJson() {
        return true;
    }

    Shape shape() {
        return shape;
    }
}
