package io.drover.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What editors and messages rely on in the schemas. */
class SchemasTest {
    private static List<Element> all(String xsd, String name) throws Exception {
        try (var in = SchemasTest.class.getResourceAsStream("/schema/" + xsd)) {
            NodeList nodes = DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .parse(in)
                    .getElementsByTagNameNS(XMLConstants.W3C_XML_SCHEMA_NS_URI, name);
            List<Element> elements = new ArrayList<>();
            for (int i = 0; i < nodes.getLength(); i++) {
                elements.add((Element) nodes.item(i));
            }
            return elements;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"job.xsd", "scheduled-task.xsd", "config.xsd", "recurring-job.xsd", "connection.xsd"})
    void documentEveryElementAttributeAndType(String xsd) throws Exception {
        for (String kind : List.of("element", "attribute", "simpleType")) {
            assertThat(all(xsd, kind)).isNotEmpty().allSatisfy(declaration -> {
                Element first = (Element) declaration.getElementsByTagName("*").item(0);
                assertThat(first).as(declaration.getAttribute("name")).isNotNull();
                assertThat(first.getLocalName())
                        .as(declaration.getAttribute("name"))
                        .isEqualTo("annotation");
            });
        }
    }
}
