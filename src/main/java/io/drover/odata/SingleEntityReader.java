package io.drover.odata;

import io.drover.store.Store;
import java.util.ArrayList;
import java.util.List;
import org.apache.olingo.commons.api.data.ContextURL;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.apache.olingo.commons.api.format.ContentType;
import org.apache.olingo.server.api.OData;
import org.apache.olingo.server.api.ODataApplicationException;
import org.apache.olingo.server.api.ODataLibraryException;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;
import org.apache.olingo.server.api.ServiceMetadata;
import org.apache.olingo.server.api.processor.EntityProcessor;
import org.apache.olingo.server.api.serializer.EntitySerializerOptions;
import org.apache.olingo.server.api.uri.UriInfo;
import org.apache.olingo.server.api.uri.UriResourceEntitySet;
import org.apache.olingo.server.api.uri.queryoption.SelectOption;

/** Reads one entity by its key; none is written. */
final class SingleEntityReader implements EntityProcessor {
    private final Store store;
    private final EntityModel model;
    private EntityAnswers answers;

    SingleEntityReader(Store store, EntityModel model) {
        this.store = store;
        this.model = model;
    }

    @Override
    public void init(OData odata, ServiceMetadata metadata) {
        answers = new EntityAnswers(odata, metadata);
    }

    @Override
    public void readEntity(ODataRequest request, ODataResponse response, UriInfo uri, ContentType type)
            throws ODataApplicationException, ODataLibraryException {
        UriResourceEntitySet resource = EntityAnswers.resource(uri);
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
                .contextURL(answers.context(request, set, select)
                        .suffix(ContextURL.Suffix.ENTITY)
                        .build())
                .select(select)
                .build();
        response.setContent(answers.serializer(type)
                .entity(
                        answers.metadata(),
                        set.getEntityType(),
                        answers.entity(set, properties, rows.get(0), type),
                        options)
                .getContent());
        EntityAnswers.complete(response, type);
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
