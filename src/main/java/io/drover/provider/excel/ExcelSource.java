package io.drover.provider.excel;

import io.drover.provider.format.RejectsWriter;
import io.drover.provider.format.SourceFormat;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlTransient;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.nio.file.Path;
import java.util.List;

/** The {@code <excel>} source: each sheet is a table. */
@XmlRootElement(name = "excel")
@XmlAccessorType(XmlAccessType.FIELD)
public final class ExcelSource extends SourceFormat {
    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    private String sheet;

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    private String table;

    @XmlAttribute
    private int headerRow;

    /** Names of which the sheet may have one, where the file is of one entity. */
    @XmlTransient
    private List<String> labels = List.of();

    /** Reads one sheet, or all that are visible when it is null. */
    public static ExcelSource ofSheet(String sheet) {
        ExcelSource source = new ExcelSource();
        source.sheet = sheet;
        return source;
    }

    @Override
    public SourceFormat ofEntity(String entity, List<String> names) {
        ExcelSource source = new ExcelSource();
        source.sheet = sheet;
        source.table = entity;
        source.headerRow = headerRow;
        source.labels = List.copyOf(names);
        return source;
    }

    /** Names of which the one sheet may have one; empty: all visible sheets are read. */
    List<String> labels() {
        return labels;
    }

    @Override
    public Opener opener(Context context) {
        return file -> ExcelReader.open(file, this);
    }

    @Override
    public RejectsWriter rejects(Path delivery, Path target) {
        return new ExcelRejects(target, this);
    }

    /** The one sheet to read, or null for all that are visible. */
    String sheet() {
        return sheet;
    }

    /** The name of the table that the sheet is, or null for the sheet's own. */
    String table() {
        return table;
    }

    /** The row that holds the names of the columns, from 1; 0 for the first that is not empty. */
    int headerRow() {
        return headerRow;
    }
}
