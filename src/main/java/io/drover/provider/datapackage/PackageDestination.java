package io.drover.provider.datapackage;

import io.drover.definition.XmlBean;
import io.drover.provider.format.DestinationFormat;
import io.drover.provider.format.TableFileWriter;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.util.ArrayList;
import java.util.List;

/** The {@code <package>} destination: a data package of Dynamics 365. */
@XmlRootElement(name = "package")
@XmlAccessorType(XmlAccessType.FIELD)
public final class PackageDestination extends DestinationFormat {
    @XmlAttribute
    private EntityFormat entityFormat = EntityFormat.CSV;

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    private String project;

    @XmlElement(name = "entity")
    private List<Target> entities = new ArrayList<>();

    /** What an entity, known by its label, is called in the code of Dynamics 365. */
    @XmlAccessorType(XmlAccessType.FIELD)
    private static final class Target extends XmlBean {
        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        private String name;

        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        private String target;
    }

    @Override
    public String defaultName() {
        return "{job}.zip";
    }

    @Override
    public TableFileWriter open(Context context) {
        return new PackageWriter(this, context);
    }

    EntityFormat entityFormat() {
        return entityFormat;
    }

    /** Name of the data project, or null for that of the job. */
    String project() {
        return project;
    }

    /** What the entity of a label is called in the code, such as {@code CustCustomerGroupEntity}; null when that is not known. */
    String target(String label) {
        return entities.stream()
                .filter(entity -> entity.name.equalsIgnoreCase(label))
                .map(entity -> entity.target)
                .findFirst()
                .orElse(null);
    }
}
