package io.drover.provider.edi;

import io.drover.definition.FileReference;
import io.drover.definition.problem.Problems;
import io.drover.provider.edi.syntax.Charsets;
import io.drover.provider.edi.syntax.MessageSchemas;
import io.drover.provider.format.RejectsWriter;
import io.drover.provider.format.TextSource;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The {@code <edi>} source: interchanges, whose messages and loops are rows of tables. */
@XmlRootElement(name = "edi")
@XmlAccessorType(XmlAccessType.FIELD)
public final class EdiSource extends TextSource {
    /** The character set of files whose header does not say it truly, or null. */
    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String encoding;

    /** The folder below Files/Integration that gets functional acknowledgements, or null for none. */
    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String acknowledge;

    @XmlElement(name = "table")
    List<EdiTable> tables = new ArrayList<>();

    @Override
    public void check(Problems problems) {
        Charsets.check(encoding, line, problems);
        if (acknowledge != null && acknowledge.matches("(?s)[/\\\\].*|[A-Za-z]:.*|(.*[/\\\\])?\\.\\.([/\\\\].*)?")) {
            problems.add(
                    line,
                    "acknowledge=\"%s\" must be a folder below Files/Integration, such as Edi/Acknowledgements"
                            .formatted(acknowledge));
        }
        new EdiCheck(problems, tables, false).check();
    }

    @Override
    public List<FileReference> references(Path from, int line) {
        return tables.stream()
                .filter(table -> table.schema != null)
                .map(table -> new FileReference(from, line == 0 ? 0 : table.line, "schema", table.schema))
                .toList();
    }

    @Override
    public Opener opener(Context context) throws IOException {
        MessageSchemas schemas = schemas(context.root());
        return file -> new EdiRecordReader(this, file, context.root(), schemas);
    }

    MessageSchemas schemas(Path root) throws IOException {
        Map<String, String> paths = new LinkedHashMap<>();
        for (EdiTable table : tables) {
            if (table.schema != null) {
                paths.put(table.messageType(), table.schema);
            }
        }
        return MessageSchemas.of(paths, root);
    }

    @Override
    public RejectsWriter rejects(Path delivery, Path target) {
        return new EdiRejects(this, delivery, target);
    }
}
