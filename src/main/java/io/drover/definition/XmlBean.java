package io.drover.definition;

import jakarta.xml.bind.annotation.XmlTransient;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

/**
 * An element as JAXB reads it, with the line where its start tag ends. Two are equal that say the same, wherever they stand: what
 * has not changed in a file need not be deployed again.
 */
@XmlTransient
public abstract class XmlBean {
    @XmlTransient
    public int line;

    @Override
    public final boolean equals(Object other) {
        return other instanceof XmlBean bean
                && bean.type() == type()
                && content().equals(bean.content());
    }

    @Override
    public final int hashCode() {
        return content().hashCode();
    }

    private Class<?> type() {
        return getClass();
    }

    private List<Object> content() {
        List<Object> content = new ArrayList<>();
        for (Class<?> type = type(); type != XmlBean.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.isAnnotationPresent(XmlTransient.class)) {
                    content.add(value(field));
                }
            }
        }
        return content;
    }

    private Object value(Field field) {
        try {
            field.setAccessible(true);
            return field.get(this);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
