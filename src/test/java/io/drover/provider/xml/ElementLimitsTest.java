package io.drover.provider.xml;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import io.drover.provider.xml.parser.ElementLimits;
import java.io.StringReader;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import org.junit.jupiter.api.Test;

class ElementLimitsTest {

    private static XMLStreamReader2 at(String document) throws XMLStreamException {
        XMLStreamReader2 reader =
                (XMLStreamReader2) new InputFactoryImpl().createXMLStreamReader(new StringReader(document));
        reader.next();
        return reader;
    }

    @Test
    void whatIsAsMuchAsIsAllowedIsAllowed() throws XMLStreamException {
        assertThat(new ElementLimits().exceeded(at("<a/>"), ElementLimits.MAX_DEPTH))
                .isNull();
        assertThat(new ElementLimits().exceeded(at("<a/>"), ElementLimits.MAX_DEPTH + 1))
                .contains("more than 200 elements");
        assertThat(new ElementLimits().exceeded(at(attributes(ElementLimits.MAX_ATTRIBUTES)), 1))
                .isNull();
        assertThat(new ElementLimits().exceeded(at(attributes(ElementLimits.MAX_ATTRIBUTES + 1)), 1))
                .contains("more than 1000 attributes");
    }

    private static String attributes(int count) {
        StringBuilder element = new StringBuilder("<a");
        for (int i = 0; i < count; i++) {
            element.append(" a").append(i).append("=''");
        }
        return element + "/>";
    }
}
