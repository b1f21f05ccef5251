package io.drover.odata;

import java.net.URI;
import java.util.List;
import org.apache.olingo.commons.api.data.ContextURL;
import org.apache.olingo.commons.api.data.Entity;
import org.apache.olingo.commons.api.data.Property;
import org.apache.olingo.commons.api.data.ValueType;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.apache.olingo.commons.api.format.ContentType;
import org.apache.olingo.server.api.OData;
import org.apache.olingo.server.api.ODataApplicationException;
import org.apache.olingo.server.api.ODataLibraryException;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;
import org.apache.olingo.server.api.ServiceMetadata;
import org.apache.olingo.server.api.serializer.ODataSerializer;
import org.apache.olingo.server.api.uri.UriInfo;
import org.apache.olingo.server.api.uri.UriResourceEntitySet;
import org.apache.olingo.server.api.uri.queryoption.SelectOption;

/** Answers with entities: what is asked for, and how it is written. */
final class EntityAnswers {
    private final OData odata;
    private final ServiceMetadata metadata;

    EntityAnswers(OData odata, ServiceMetadata metadata) {
        this.odata = odata;
        this.metadata = metadata;
    }

    /** The entity set that a request is about. */
    static UriResourceEntitySet resource(UriInfo uri) throws ODataApplicationException {
        if (uri.getUriResourceParts().get(0) instanceof UriResourceEntitySet set) {
            return set;
        }
        throw EntityErrors.notOffered("this path");
    }

    ServiceMetadata metadata() {
        return metadata;
    }

    ODataSerializer serializer(ContentType type) throws ODataLibraryException {
        return odata.createSerializer(type);
    }

    ContextURL.Builder context(ODataRequest request, EdmEntitySet set, SelectOption select)
            throws ODataLibraryException {
        return ContextURL.with()
                .serviceRoot(URI.create(request.getRawBaseUri() + "/"))
                .entitySet(set)
                .selectList(odata.createUriHelper().buildContextURLSelectList(set.getEntityType(), null, select));
    }

    /** A row as an entity of the set. */
    Entity entity(EdmEntitySet set, List<EntityProperty> properties, Object[] row, ContentType type)
            throws ODataLibraryException {
        Entity entity = new Entity();
        for (int i = 0; i < row.length; i++) {
            entity.addProperty(new Property(null, properties.get(i).name(), ValueType.PRIMITIVE, Values.odata(row[i])));
        }
        if ("full".equals(type.getParameter("odata.metadata"))) {
            entity.setType(set.getEntityType().getFullQualifiedName().getFullQualifiedNameAsString());
            entity.setId(URI.create(odata.createUriHelper().buildCanonicalURL(set, entity)));
        }
        return entity;
    }

    /** The answer is good, and of this type. */
    static void complete(ODataResponse response, ContentType type) {
        response.setStatusCode(200);
        response.setHeader("Content-Type", type.toContentTypeString());
    }
}
