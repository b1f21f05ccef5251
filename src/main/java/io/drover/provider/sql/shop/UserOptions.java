package io.drover.provider.sql.shop;

import io.drover.definition.XmlBean;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;

/** {@code <users>} of a {@code <sql>} destination: its table AccessUser is Dynamicweb's. */
@XmlAccessorType(XmlAccessType.FIELD)
public final class UserOptions extends XmlBean {
    /** A group that every user joins: its id or name; null for none. */
    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String group;

    /** Whether the e-mail is the user name of new users, and replaces one that is mapped. */
    @XmlAttribute
    boolean emailAsUserName;
}
