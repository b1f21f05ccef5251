package io.drover.odata;

import java.util.List;
import org.apache.olingo.commons.api.format.ContentType;
import org.apache.olingo.server.api.serializer.CustomContentTypeSupport;
import org.apache.olingo.server.api.serializer.RepresentationType;

/** Entities in JSON and not in Atom; metadata in XML, too. */
final class JsonOnly implements CustomContentTypeSupport {
    @Override
    public List<ContentType> modifySupportedContentTypes(List<ContentType> offered, RepresentationType type) {
        return switch (type) {
            case METADATA, VALUE, COUNT, ERROR -> offered;
            default ->
                offered.stream()
                        .filter(each -> each.isCompatible(ContentType.APPLICATION_JSON))
                        .toList();
        };
    }
}
