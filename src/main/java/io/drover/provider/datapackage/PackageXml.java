package io.drover.provider.datapackage;

import io.drover.definition.XmlBean;
import io.drover.provider.datapackage.PackageOutput.EntityFormat;
import io.drover.provider.datapackage.PackageOutput.Target;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.util.ArrayList;
import java.util.List;

/** {@code <package>} of a destination as written; defaults of attributes are the schema's. */
@XmlAccessorType(XmlAccessType.FIELD)
public final class PackageXml extends XmlBean {
    @XmlAttribute
    String entityFormat;

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String project;

    @XmlElement(name = "entity")
    List<Entity> entities = new ArrayList<>();

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Entity extends XmlBean {
        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String name;

        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String target;
    }

    public PackageOutput convert() {
        return new PackageOutput(
                EntityFormat.named(entityFormat),
                project,
                entities.stream()
                        .map(entity -> new Target(entity.name, entity.target))
                        .toList());
    }
}
