package io.drover.collection.definition;

import io.drover.definition.FileKind;
import io.drover.definition.Kind;
import io.drover.definition.problem.Problems;

/** Collections. */
public final class CollectionKind extends Kind<CollectionXml, CollectionDefinition> {
    public CollectionKind() {
        super(
                FileKind.COLLECTION,
                "collection",
                "collection",
                "collection.xsd",
                CollectionXml.class,
                CollectionDefinition.class);
    }

    @Override
    protected CollectionDefinition convert(CollectionXml written, Problems problems) {
        return CollectionConverter.convert(written, problems);
    }
}
