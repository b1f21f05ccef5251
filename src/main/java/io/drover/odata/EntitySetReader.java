package io.drover.odata;

import io.drover.odata.EntityPage.ReadLimits;
import io.drover.store.Store;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.apache.olingo.commons.api.data.EntityCollection;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.apache.olingo.commons.api.format.ContentType;
import org.apache.olingo.server.api.OData;
import org.apache.olingo.server.api.ODataApplicationException;
import org.apache.olingo.server.api.ODataLibraryException;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;
import org.apache.olingo.server.api.ServiceMetadata;
import org.apache.olingo.server.api.processor.CountEntityCollectionProcessor;
import org.apache.olingo.server.api.serializer.EntityCollectionSerializerOptions;
import org.apache.olingo.server.api.uri.UriInfo;
import org.apache.olingo.server.api.uri.queryoption.SelectOption;

/** Reads entity sets page by page, and counts them. */
final class EntitySetReader implements CountEntityCollectionProcessor {
    private final Store store;
    private final EntityModel model;
    private final ReadLimits limits;
    private EntityAnswers answers;

    EntitySetReader(Store store, EntityModel model, ReadLimits limits) {
        this.store = store;
        this.model = model;
        this.limits = limits;
    }

    @Override
    public void init(OData odata, ServiceMetadata metadata) {
        answers = new EntityAnswers(odata, metadata);
    }

    @Override
    public void readEntityCollection(ODataRequest request, ODataResponse response, UriInfo uri, ContentType type)
            throws ODataApplicationException, ODataLibraryException {
        EdmEntitySet set = EntityAnswers.resource(uri).getEntitySet();
        EntityTable table = model.table(set.getName());
        EntityRequest asked = new EntityRequest(uri, table);
        asked.requireOffered();
        EntityPage page = EntityPage.read(store, table, uri, request, limits);
        EntityCollection entities = new EntityCollection();
        for (Object[] row : page.rows()) {
            entities.getEntities().add(answers.entity(set, page.properties(), row, type));
        }
        page.next().ifPresent(next -> entities.setNext(PageLink.of(request, next)));
        if (uri.getCountOption() != null && uri.getCountOption().getValue()) {
            entities.setCount(
                    (int) Math.min(Integer.MAX_VALUE, new EntityQuery(store, table, asked.conditions()).count()));
        }
        SelectOption select = uri.getSelectOption();
        EntityCollectionSerializerOptions options = EntityCollectionSerializerOptions.with()
                .contextURL(answers.context(request, set, select).build())
                .select(select)
                .count(uri.getCountOption())
                .id(request.getRawBaseUri() + "/" + set.getName())
                .build();
        response.setContent(answers.serializer(type)
                .entityCollection(answers.metadata(), set.getEntityType(), entities, options)
                .getContent());
        EntityAnswers.complete(response, type);
        if (page.size() != limits.page()) {
            response.setHeader("Preference-Applied", "odata.maxpagesize=" + page.size());
        }
    }

    @Override
    public void countEntityCollection(ODataRequest request, ODataResponse response, UriInfo uri)
            throws ODataApplicationException, ODataLibraryException {
        EntityTable table =
                model.table(EntityAnswers.resource(uri).getEntitySet().getName());
        EntityRequest asked = new EntityRequest(uri, table);
        asked.requireOffered();
        long count = new EntityQuery(store, table, asked.conditions()).count();
        response.setContent(new ByteArrayInputStream(String.valueOf(count).getBytes(StandardCharsets.US_ASCII)));
        EntityAnswers.complete(response, ContentType.TEXT_PLAIN);
    }
}
