package io.drover.definition;

import io.drover.definition.problem.Problems;
import java.nio.file.Path;
import java.util.List;

/**
 * A definition file's bean, which is valid by its schema.
 *
 * @param bean the root element
 */
public record Document<B extends XmlBean, D extends Definition>(Kind<B, D> kind, B bean) {
    /** What it defines by itself. */
    D convert(Problems problems) {
        return kind.convert(bean, problems);
    }

    List<WrittenValue> values(Path file) {
        return kind.values(file, bean);
    }

    List<FileReference> references(Path file) {
        return kind.references(file, bean);
    }
}
