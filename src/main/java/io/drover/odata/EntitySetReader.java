package io.drover.odata;

import io.drover.odata.EntityPage.ReadLimits;
import io.drover.store.Store;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.olingo.commons.api.data.ContextURL;
import org.apache.olingo.commons.api.data.Entity;
import org.apache.olingo.commons.api.data.EntityCollection;
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
import org.apache.olingo.server.api.processor.CountEntityCollectionProcessor;
import org.apache.olingo.server.api.processor.EntityProcessor;
import org.apache.olingo.server.api.serializer.EntityCollectionSerializerOptions;
import org.apache.olingo.server.api.serializer.EntitySerializerOptions;
import org.apache.olingo.server.api.uri.UriInfo;
import org.apache.olingo.server.api.uri.UriResourceEntitySet;
import org.apache.olingo.server.api.uri.queryoption.SelectOption;

/** Reads entity sets page by page, counts them, and reads one entity by its key. */
final class EntitySetReader implements CountEntityCollectionProcessor, EntityProcessor {
    private final Store store;
    private final EntityModel model;
    private final ReadLimits limits;
    private OData odata;
    private ServiceMetadata metadata;

    EntitySetReader(Store store, EntityModel model, ReadLimits limits) {
        this.store = store;
        this.model = model;
        this.limits = limits;
    }

    @Override
    public void init(OData service, ServiceMetadata serviceMetadata) {
        odata = service;
        metadata = serviceMetadata;
    }

    @Override
    public void readEntityCollection(ODataRequest request, ODataResponse response, UriInfo uri, ContentType type)
            throws ODataApplicationException, ODataLibraryException {
        EdmEntitySet set = set(uri);
        EntityTable table = model.table(set.getName());
        EntityRequest asked = new EntityRequest(uri, table);
        asked.requireOffered();
        EntityPage page = EntityPage.read(store, table, uri, request, limits);
        EntityCollection entities = new EntityCollection();
        for (Object[] row : page.rows()) {
            entities.getEntities().add(entity(set, page.properties(), row, type));
        }
        page.next().ifPresent(next -> entities.setNext(PageLink.of(request, next)));
        if (uri.getCountOption() != null && uri.getCountOption().getValue()) {
            entities.setCount(
                    (int) Math.min(Integer.MAX_VALUE, new EntityQuery(store, table, asked.conditions()).count()));
        }
        SelectOption select = uri.getSelectOption();
        EntityCollectionSerializerOptions options = EntityCollectionSerializerOptions.with()
                .contextURL(context(request, set, select).build())
                .select(select)
                .count(uri.getCountOption())
                .id(request.getRawBaseUri() + "/" + set.getName())
                .build();
        response.setContent(odata.createSerializer(type)
                .entityCollection(metadata, set.getEntityType(), entities, options)
                .getContent());
        answered(response, type);
        if (page.size() != limits.page()) {
            response.setHeader("Preference-Applied", "odata.maxpagesize=" + page.size());
        }
    }

    private static void answered(ODataResponse response, ContentType type) {
        response.setStatusCode(200);
        response.setHeader("Content-Type", type.toContentTypeString());
    }

    @Override
    public void countEntityCollection(ODataRequest request, ODataResponse response, UriInfo uri)
            throws ODataApplicationException, ODataLibraryException {
        EntityTable table = model.table(set(uri).getName());
        EntityRequest asked = new EntityRequest(uri, table);
        asked.requireOffered();
        long count = new EntityQuery(store, table, asked.conditions()).count();
        response.setContent(new ByteArrayInputStream(String.valueOf(count).getBytes(StandardCharsets.US_ASCII)));
        answered(response, ContentType.TEXT_PLAIN);
    }

    @Override
    public void readEntity(ODataRequest request, ODataResponse response, UriInfo uri, ContentType type)
            throws ODataApplicationException, ODataLibraryException {
        UriResourceEntitySet resource = resource(uri);
        EdmEntitySet set = resource.getEntitySet();
        EntityTable table = model.table(set.getName());
        EntityRequest asked = new EntityRequest(uri, table);
        asked.requireOffered();
        List<OrderTerm> order = asked.order();
        List<EntityProperty> properties = asked.properties(order);
        List<Term> conditions = new ArrayList<>(asked.conditions());
        conditions.addAll(EntityKey.conditions(resource.getKeyPredicates(), table));
        List<Object[]> rows = new EntityQuery(store, table, conditions).rows(properties, order, 0, 1);
        if (rows.isEmpty()) {
            throw EntityErrors.unknown("There is no entity of " + set.getName() + " with this key.");
        }
        SelectOption select = uri.getSelectOption();
        EntitySerializerOptions options = EntitySerializerOptions.with()
                .contextURL(context(request, set, select)
                        .suffix(ContextURL.Suffix.ENTITY)
                        .build())
                .select(select)
                .build();
        response.setContent(odata.createSerializer(type)
                .entity(metadata, set.getEntityType(), entity(set, properties, rows.get(0), type), options)
                .getContent());
        answered(response, type);
    }

    private ContextURL.Builder context(ODataRequest request, EdmEntitySet set, SelectOption select)
            throws ODataLibraryException {
        return ContextURL.with()
                .serviceRoot(URI.create(request.getRawBaseUri() + "/"))
                .entitySet(set)
                .selectList(odata.createUriHelper().buildContextURLSelectList(set.getEntityType(), null, select));
    }

    private Entity entity(EdmEntitySet set, List<EntityProperty> properties, Object[] row, ContentType type)
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

    private static EdmEntitySet set(UriInfo uri) throws ODataApplicationException {
        return resource(uri).getEntitySet();
    }

    private static UriResourceEntitySet resource(UriInfo uri) throws ODataApplicationException {
        if (uri.getUriResourceParts().get(0) instanceof UriResourceEntitySet set) {
            return set;
        }
        throw EntityErrors.notOffered("this path");
    }

    @Override
    public void createEntity(
            ODataRequest request, ODataResponse response, UriInfo uri, ContentType sent, ContentType type)
            throws ODataApplicationException {
        throw readOnly();
    }

    @Override
    public void updateEntity(
            ODataRequest request, ODataResponse response, UriInfo uri, ContentType sent, ContentType type)
            throws ODataApplicationException {
        throw readOnly();
    }

    @Override
    public void deleteEntity(ODataRequest request, ODataResponse response, UriInfo uri)
            throws ODataApplicationException {
        throw readOnly();
    }

    private static ODataApplicationException readOnly() {
        return EntityErrors.notOffered("writing of entities");
    }
}
