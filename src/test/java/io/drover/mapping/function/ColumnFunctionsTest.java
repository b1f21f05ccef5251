package io.drover.mapping.function;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import io.drover.definition.XmlBean;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlValue;
import java.io.File;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The classes of functions, the schema and the guide tell of the same functions, with the same attributes. */
class ColumnFunctionsTest {
    private static String guide;
    private static Element schema;
    /** The functions of the schema. */
    private static Map<String, Element> declared;

    @BeforeAll
    static void read() throws Exception {
        guide = Files.readString(Path.of("docs/guide/mapping.md"));
        schema = DocumentBuilderFactory.newDefaultNSInstance()
                .newDocumentBuilder()
                .parse(new File("src/main/resources/schema/job.xsd"))
                .getDocumentElement();
        declared = named(children(column(), "complexType").flatMap(type -> children(type, "choice")), "element");
    }

    private static Element column() {
        return elements(schema.getElementsByTagNameNS("*", "element"))
                .filter(element -> element.getAttribute("name").equals("column"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyFunctionIsInTheListAndInTheSchema() {
        List<String> classes = new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests()).importPackages("io.drover.mapping.function").stream()
                        .filter(found -> found.isAnnotatedWith(XmlRootElement.class))
                        .map(JavaClass::getName)
                        .toList();
        assertThat(ColumnFunction.classes())
                .hasSizeGreaterThan(20)
                .extracting(Class::getName)
                .containsExactlyInAnyOrderElementsOf(classes);
        assertThat(ColumnFunction.classes())
                .extracting(ColumnFunctionsTest::name)
                .containsExactlyInAnyOrderElementsOf(declared.keySet());
    }

    @Test
    void everyFunctionIsDocumentedWithItsAttributes() {
        assertThat(ColumnFunction.classes().stream().flatMap(function -> problems(function).stream()))
                .isEmpty();
    }

    @Test
    void aFunctionThatIsNowhereDocumentedIsFound() {
        assertThat(problems(RepeatFunction.class))
                .containsExactly("<repeat> is not in docs/guide/mapping.md", "<repeat> is not in job.xsd");
    }

    @Test
    void anAttributeThatTheSchemaOrTheClassDoesNotHaveIsFound() {
        List<String> problems = new ArrayList<>();
        compare("<round>", declared.get("round"), RepeatFunction.class, problems);
        assertThat(problems).containsExactly("<round>: attributes in job.xsd [mode, scale], fields [times]");
    }

    private static List<String> problems(Class<? extends ColumnFunction> function) {
        String element = "<" + name(function) + ">";
        List<String> problems = new ArrayList<>();
        if (Stream.of(">", " ", "/").noneMatch(end -> guide.contains("<" + name(function) + end))) {
            problems.add(element + " is not in docs/guide/mapping.md");
        }
        if (declared.containsKey(name(function))) {
            compare(element, declared.get(name(function)), function, problems);
        } else {
            problems.add(element + " is not in job.xsd");
        }
        return problems;
    }

    private static String name(Class<? extends ColumnFunction> function) {
        return function.getAnnotation(XmlRootElement.class).name();
    }

    /** Adds what the schema says of an element and its class does not, or the other way round. */
    private static void compare(String element, Element declaration, Class<?> type, List<String> problems) {
        Map<String, Element> attributes = named(children(declaration, "complexType"), "attribute");
        Map<String, Element> parts = named(
                children(declaration, "complexType").flatMap(content -> children(content, "sequence")), "element");
        Map<String, Field> attributeFields = fields(type, XmlAttribute.class)
                .collect(toMap(
                        field -> name(
                                field, field.getAnnotation(XmlAttribute.class).name()),
                        field -> field));
        Map<String, Field> partFields = fields(type, XmlElement.class)
                .collect(toMap(
                        field -> name(
                                field, field.getAnnotation(XmlElement.class).name()),
                        field -> field));
        differ(element + ": attributes", attributes.keySet(), attributeFields.keySet(), problems);
        differ(element + ": elements", parts.keySet(), partFields.keySet(), problems);
        boolean text = declaration.hasAttribute("type");
        if (text != fields(type, XmlValue.class).findAny().isPresent()) {
            problems.add(element + ": has a text in " + (text ? "job.xsd" : "its class") + " only");
        }
        attributeFields.forEach((name, field) -> {
            Element attribute = attributes.get(name);
            if (attribute != null
                    && field.getType().isPrimitive()
                    && !attribute.hasAttribute("default")
                    && !attribute.hasAttribute("use")) {
                problems.add(element + ": " + name + " may be left out, and its field cannot be null");
            }
        });
        parts.forEach((name, part) -> {
            if (partFields.containsKey(name)) {
                compare(element + "<" + name + ">", part, typeOfElements(partFields.get(name)), problems);
            }
        });
    }

    private static Class<?> typeOfElements(Field list) {
        return (Class<?>) ((ParameterizedType) list.getGenericType()).getActualTypeArguments()[0];
    }

    private static void differ(String what, Set<String> inSchema, Set<String> fields, List<String> problems) {
        if (!inSchema.equals(fields)) {
            problems.add(what + " in job.xsd " + inSchema.stream().sorted().toList() + ", fields "
                    + fields.stream().sorted().toList());
        }
    }

    private static Stream<Field> fields(Class<?> type, Class<? extends Annotation> annotation) {
        return Stream.<Class<?>>iterate(type, each -> each != XmlBean.class, Class::getSuperclass)
                .flatMap(each -> Stream.of(each.getDeclaredFields()))
                .filter(field -> field.isAnnotationPresent(annotation));
    }

    private static String name(Field field, String written) {
        return written.equals("##default") ? field.getName() : written;
    }

    private static Map<String, Element> named(Stream<Element> parents, String kind) {
        return parents.flatMap(parent -> children(parent, kind))
                .collect(toMap(element -> element.getAttribute("name"), element -> element));
    }

    private static Stream<Element> children(Element parent, String kind) {
        return elements(parent.getChildNodes()).filter(element -> kind.equals(element.getLocalName()));
    }

    private static Stream<Element> elements(NodeList nodes) {
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast);
    }
}
