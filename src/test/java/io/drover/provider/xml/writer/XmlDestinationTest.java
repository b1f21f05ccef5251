package io.drover.provider.xml.writer;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.provider.format.ValueFormats;
import io.drover.provider.xml.writer.XmlDestination.Shape;
import io.drover.testing.TestFormats;
import org.junit.jupiter.api.Test;

class XmlDestinationTest {
    @Test
    void readsTheShapeOfADestination() {
        XmlDestination xml = TestFormats.destination(
                XmlDestination.class,
                "<xml shape='attributes' encoding='UTF-16' trueText='Yes'><table name='L' parent='H' parentKey='A, B'/></xml>");

        assertThat(xml.shape()).isEqualTo(Shape.ATTRIBUTES);
        assertThat(xml.encoding()).isEqualTo("UTF-16");
        assertThat(xml.byteOrderMark()).isTrue();
        assertThat(xml.values()).isEqualTo(new ValueFormats('.', null, null, null, "Yes", "false"));
        assertThat(xml.nestings()).hasSize(1);
        assertThat(xml.nestings().get(0).table()).isEqualTo("L");
        assertThat(xml.nestings().get(0).parent()).isEqualTo("H");
        assertThat(xml.nestings().get(0).key()).containsExactly("A", "B");
    }

    @Test
    void tablesHaveDynamicwebsFormatsUnlessTheJobSaysOthers() {
        XmlDestination xml = TestFormats.destination(XmlDestination.class, "<xml dateFormat='dd.MM.yyyy'/>");

        assertThat(xml.values())
                .isEqualTo(new ValueFormats('.', "dd.MM.yyyy", "dd-MM-yyyy HH:mm:ss:SSS", null, "True", "False"));
    }
}
