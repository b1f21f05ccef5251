package io.drover.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.provider.DestinationDefinition;
import io.drover.provider.SourceDefinition;
import io.drover.provider.format.FormatOptions;
import jakarta.xml.bind.annotation.XmlAnyElement;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlElementRef;
import jakarta.xml.bind.annotation.XmlElements;
import jakarta.xml.bind.annotation.XmlEnumValue;
import jakarta.xml.bind.annotation.XmlRootElement;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** JAXB reads exactly what the schemas allow: a name that is in one of the two only would be lost without a word. */
class SchemaPropertiesTest {
    private static final String NOT_USED = "allowed and not used";

    private static final Set<Class<?>> MADE_BY_CODE =
            Set.of(FormatOptions.class, SourceDefinition.class, DestinationDefinition.class);

    private final Map<String, Element> named = new HashMap<>();
    private final Set<Class<?>> compared = new HashSet<>();
    private Kind<?, ?> kind;

    static Stream<Kind<?, ?>> kinds() {
        return Kinds.all().stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyAttributeAndElementHasItsPropertyAndTheOtherWayRound(Kind<?, ?> ofFiles) throws Exception {
        kind = ofFiles;
        try (var in = getClass().getResourceAsStream("/schema/" + kind.xsd())) {
            Element schema = DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .parse(in)
                    .getDocumentElement();
            for (Element declared : elements(schema)) {
                named.put(declared.getLocalName() + " " + declared.getAttribute("name"), declared);
            }
        }
        compare(named.get("element " + kind.root()), kind.bean());
        assertThat(compared).hasSizeGreaterThan(1);
    }

    /** The attributes and child elements that a type declares, by "attribute" or "element" and name. */
    private Map<String, Element> declared(Element type) {
        Map<String, Element> declared = new TreeMap<>();
        for (Element part : elements(type)) {
            String name = part.getLocalName();
            switch (name) {
                case "attribute", "element" -> {
                    if (name.equals("element") || !part.getTextContent().contains(NOT_USED)) {
                        declared.put(name + " " + part.getAttribute("name"), part);
                    }
                }
                case "group", "attributeGroup" ->
                    declared.putAll(declared(named.get(name + " " + part.getAttribute("ref"))));
                case "simpleType", "annotation" -> {}
                default -> declared.putAll(declared(part));
            }
        }
        Element base = named.get("complexType " + type.getAttribute("type"));
        if (base != null) {
            declared.putAll(declared(base));
        }
        return declared;
    }

    private static List<Element> elements(Element parent) {
        List<Element> elements = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element
                    && XMLConstants.W3C_XML_SCHEMA_NS_URI.equals(element.getNamespaceURI())) {
                elements.add(element);
            }
        }
        return elements;
    }

    private void compare(Element type, Class<?> bean) throws Exception {
        if (!compared.add(bean)) {
            return;
        }
        Map<String, Element> declared = declared(type);
        Map<String, Class<?>> properties = new TreeMap<>();
        for (Field field : fields(bean)) {
            addProperties(field, properties);
        }
        assertThat(properties.keySet()).as(bean.getName()).isEqualTo(declared.keySet());
        if (MADE_BY_CODE.stream().anyMatch(made -> made.isAssignableFrom(bean))) {
            compareDefaults(declared, bean);
        }
        for (Map.Entry<String, Class<?>> property : properties.entrySet()) {
            if (XmlBean.class.isAssignableFrom(property.getValue())) {
                compare(declared.get(property.getKey()), property.getValue());
            }
            if (property.getValue().isEnum()) {
                compareValues(declared.get(property.getKey()), property.getValue());
            }
        }
    }

    private static List<Field> fields(Class<?> bean) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> type = bean; type != XmlBean.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    fields.add(field);
                }
            }
        }
        return fields;
    }

    private void addProperties(Field field, Map<String, Class<?>> properties) {
        Class<?> type = field.getGenericType() instanceof ParameterizedType list && field.getType() == List.class
                ? (Class<?>) list.getActualTypeArguments()[0]
                : field.getType();
        XmlAttribute attribute = field.getAnnotation(XmlAttribute.class);
        XmlElement element = field.getAnnotation(XmlElement.class);
        if (attribute != null) {
            properties.put("attribute " + name(attribute.name(), field), type);
        }
        if (element != null) {
            properties.put("element " + name(element.name(), field), type);
        }
        if (field.isAnnotationPresent(XmlElements.class)) {
            for (XmlElement one : field.getAnnotation(XmlElements.class).value()) {
                properties.put("element " + one.name(), one.type());
            }
        }
        if (field.isAnnotationPresent(XmlElementRef.class) || field.isAnnotationPresent(XmlAnyElement.class)) {
            kind.parts().stream()
                    .filter(type::isAssignableFrom)
                    .forEach(part -> properties.put(
                            "element "
                                    + part.getAnnotation(XmlRootElement.class).name(),
                            part));
        }
    }

    private static String name(String annotated, Field field) {
        return annotated.equals("##default") ? field.getName() : annotated;
    }

    /** One that code makes is as an element without attributes. */
    private static void compareDefaults(Map<String, Element> declared, Class<?> bean) throws Exception {
        var constructor = bean.getDeclaredConstructor();
        constructor.setAccessible(true);
        Object made = constructor.newInstance();
        for (Field field : fields(bean)) {
            XmlAttribute attribute = field.getAnnotation(XmlAttribute.class);
            if (attribute != null) {
                field.setAccessible(true);
                Element schema = declared.get("attribute " + name(attribute.name(), field));
                String none = field.getType() == boolean.class ? "false" : field.getType() == int.class ? "0" : "null";
                assertThat(text(field.get(made)))
                        .as(bean.getName() + " " + field.getName())
                        .isEqualTo(schema.hasAttribute("default") ? schema.getAttribute("default") : none);
            }
        }
    }

    private void compareValues(Element attribute, Class<?> values) throws Exception {
        List<String> allowed = new ArrayList<>();
        Element type = named.get("simpleType " + attribute.getAttribute("type"));
        for (Element restriction : elements(type)) {
            elements(restriction).forEach(value -> allowed.add(value.getAttribute("value")));
        }
        allowed.remove(""); // documentation
        List<String> known = new ArrayList<>();
        for (Object value : values.getEnumConstants()) {
            known.add(text(value));
        }
        assertThat(known).as(values.getName()).containsExactlyInAnyOrderElementsOf(allowed);
    }

    private static String text(Object value) throws Exception {
        return value instanceof Enum<?> constant
                ? constant.getDeclaringClass()
                        .getField(constant.name())
                        .getAnnotation(XmlEnumValue.class)
                        .value()
                : String.valueOf(value);
    }
}
