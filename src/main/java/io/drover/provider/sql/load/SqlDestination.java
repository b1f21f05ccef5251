package io.drover.provider.sql.load;

import io.drover.definition.XmlBean;
import io.drover.provider.DestinationDefinition;
import io.drover.provider.sql.shop.EcomOptions;
import io.drover.provider.sql.shop.UserOptions;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;

/** The {@code <sql>} destination: tables of a database. */
@XmlAccessorType(XmlAccessType.FIELD)
public final class SqlDestination extends XmlBean implements DestinationDefinition {
    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    private String dataSource = "drover";

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    private String schema;

    /** Null for tables that are what the database says. */
    @XmlElement
    private EcomOptions ecom;

    /** The same for users. */
    @XmlElement
    private UserOptions users;

    /** Drover's own database. */
    public SqlDestination() {}

    /**
     * Tables of a data source.
     *
     * @param schema null for the connection's default one
     */
    public SqlDestination(String dataSource, String schema) {
        this.dataSource = dataSource;
        this.schema = schema;
    }

    /** Name of the data source; {@code drover} is Drover's own database. */
    public String dataSource() {
        return dataSource;
    }

    /** What is more to tables of Dynamicweb's shop; null for others. */
    public EcomOptions ecom() {
        return ecom;
    }

    /** What is more to the users of Dynamicweb; null for other tables. */
    public UserOptions users() {
        return users;
    }

    /** Schema of the tables, or null for the connection's default one. */
    public String schema() {
        return schema;
    }
}
