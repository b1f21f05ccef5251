package io.drover.definition;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;

/** {@code <excel>} of a source as written. */
@XmlAccessorType(XmlAccessType.FIELD)
final class ExcelXml extends XmlBean {
    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String sheet;

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String table;

    @XmlAttribute
    int headerRow;

    ExcelFormat convert() {
        return new ExcelFormat(sheet, table, headerRow);
    }
}
