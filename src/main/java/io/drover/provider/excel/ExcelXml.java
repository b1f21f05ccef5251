package io.drover.provider.excel;

import io.drover.definition.XmlBean;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;

/** {@code <excel>} of a source as written. */
@XmlAccessorType(XmlAccessType.FIELD)
public final class ExcelXml extends XmlBean {
    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String sheet;

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String table;

    @XmlAttribute
    int headerRow;

    public ExcelFormat convert() {
        return new ExcelFormat(sheet, table, headerRow);
    }
}
