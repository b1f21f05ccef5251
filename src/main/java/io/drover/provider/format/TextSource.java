package io.drover.provider.format;

import io.drover.provider.value.DecimalSeparator;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlTransient;

/** A format whose numbers are text. */
@XmlTransient
@XmlAccessorType(XmlAccessType.FIELD)
public abstract class TextSource extends SourceFormat {
    @XmlAttribute
    private String decimalSeparator = ".";

    /** Takes over the options that all such formats have. */
    protected final void likeThis(TextSource other) {
        decimalSeparator = other.decimalSeparator;
    }

    @Override
    public boolean hasDecimalSeparator() {
        return true;
    }

    @Override
    public char decimalSeparator() {
        return DecimalSeparator.of(decimalSeparator);
    }
}
