package io.drover.provider.xml.writer;

import io.drover.definition.FileReference;
import io.drover.definition.problem.Problems;
import io.drover.provider.format.OptionChecks;
import io.drover.provider.format.TableFileWriter;
import io.drover.provider.format.ValueFormats;
import io.drover.provider.format.ValueOptions;
import io.drover.provider.xslt.Xslt;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlEnumValue;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlType;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The {@code <xml>} destination. */
@XmlRootElement(name = "xml")
@XmlAccessorType(XmlAccessType.FIELD)
public final class XmlDestination extends ValueOptions {
    private static final ValueFormats DYNAMICWEB =
            new ValueFormats('.', "dd-MM-yyyy '00:00:00:000'", "dd-MM-yyyy HH:mm:ss:SSS", null, "True", "False");

    @XmlAttribute
    private Shape shape = Shape.TABLES;

    @XmlAttribute
    private String encoding = "UTF-8";

    @XmlAttribute
    private boolean byteOrderMark = true;

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    private String xslt;

    @XmlElement(name = "table")
    private List<Nesting> tables = new ArrayList<>();

    /** How rows stand in a document. */
    @XmlType(name = "") // anonymous in the schema
    public enum Shape {
        /** The {@code <tables>} document of Dynamicweb. */
        @XmlEnumValue("tables")
        TABLES,
        /** An entity file of Dynamics 365: a row is an element, its columns are elements in it. */
        @XmlEnumValue("elements")
        ELEMENTS,
        /** The same with columns as attributes. */
        @XmlEnumValue("attributes")
        ATTRIBUTES
    }

    /** Without attributes: how {@code true} and {@code false} are written depends on the shape. */
    public XmlDestination() {
        super(new ValueFormats('.', null, null, null, null, null));
    }

    /** Files as Dynamics 365 has them in data packages. */
    public static XmlDestination ofPackage(Shape shape) {
        XmlDestination packaged = new XmlDestination();
        packaged.shape = shape;
        packaged.byteOrderMark = false;
        return packaged;
    }

    @Override
    public void check(Problems problems) {
        OptionChecks.checkStylesheet(line, xslt, problems);
        if (encoding.equals("UTF-16") && !byteOrderMark) {
            problems.add(line, "UTF-16 needs a byte order mark: remove byteOrderMark=\"false\"");
        }
        if (shape == Shape.TABLES && !tables.isEmpty()) {
            problems.add(
                    tables.get(0).line,
                    "a <tables> document has no rows within rows: remove <table>, or use shape=\"elements\" or \"attributes\"");
        }
        checkNestings(problems);
        super.check(problems);
    }

    private void checkNestings(Problems problems) {
        Map<String, Integer> names = new HashMap<>();
        Map<String, String> parents = new HashMap<>();
        for (Nesting table : tables) {
            OptionChecks.checkTwice(names, "table", table.table(), table.line, problems);
            parents.put(lower(table.table()), lower(table.parent()));
            String above = lower(table.parent());
            while (above != null && !above.equals(lower(table.table()))) {
                above = parents.get(above);
            }
            if (above != null) {
                problems.add(table.line, "the table %s would stand within itself".formatted(table.table()));
                break;
            }
        }
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    @Override
    public List<FileReference> references(Path from, int at) {
        return OptionChecks.stylesheet(from, at, xslt);
    }

    @Override
    public String defaultName() {
        return "{job}.xml";
    }

    @Override
    public TableFileWriter open(Context context) {
        return XmlWriters.open(
                context.files(),
                this,
                context.filePerTable(),
                xslt == null ? null : () -> Xslt.below(context.root(), xslt));
    }

    /** What an attribute does not say, Dynamicweb or the standard does, by the shape. */
    @Override
    public ValueFormats values() {
        return super.values().orElse(shape == Shape.TABLES ? DYNAMICWEB : ValueFormats.CANONICAL);
    }

    Shape shape() {
        return shape;
    }

    /** {@code UTF-8} or {@code UTF-16}. */
    String encoding() {
        return encoding;
    }

    /** Whether the file begins with one. */
    boolean byteOrderMark() {
        return byteOrderMark;
    }

    /** The tables whose rows stand within those of another. */
    List<Nesting> nestings() {
        return tables;
    }
}
