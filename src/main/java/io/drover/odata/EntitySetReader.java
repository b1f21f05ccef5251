package io.drover.odata;

import io.drover.store.Store;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private static final Pattern PAGE_SIZE = Pattern.compile("(?i)(?:odata\\.)?maxpagesize\\s*=\\s*\"?(\\d{1,9})");

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

    /**
     * How much is read for one request.
     *
     * @param page entities of a page at most
     * @param top what {@code $top} may be at most
     */
    record ReadLimits(int page, long top) {}

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
        List<OrderTerm> order = asked.order();
        List<EntityProperty> properties = asked.properties(order);
        List<Term> conditions = asked.conditions();
        PageToken token = uri.getSkipTokenOption() == null
                ? null
                : PageToken.parse(uri.getSkipTokenOption().getValue());
        Long left = token == null ? top(uri) : token.left();
        int page = page(request);
        List<Term> ofPage = new ArrayList<>(conditions);
        if (token != null) {
            ofPage.add(OrderTerm.behind(order, token.values(order)));
        }
        long wanted = left == null ? page : Math.min(page, left);
        boolean mayGoOn = left == null || left > page;
        long skip = token != null || uri.getSkipOption() == null
                ? 0
                : uri.getSkipOption().getValue();
        List<Object[]> rows = wanted == 0
                ? List.of()
                : new EntityQuery(store, table, ofPage).rows(properties, order, skip, wanted + (mayGoOn ? 1 : 0));
        EntityCollection entities = new EntityCollection();
        boolean goesOn = rows.size() > wanted;
        for (Object[] row : goesOn ? rows.subList(0, (int) wanted) : rows) {
            entities.getEntities().add(entity(set, properties, row, type));
        }
        if (goesOn) {
            PageToken next = new PageToken(
                    texts(order, properties, rows.get((int) wanted - 1)), left == null ? null : left - wanted);
            entities.setNext(PageLink.of(request, next));
        }
        if (uri.getCountOption() != null && uri.getCountOption().getValue()) {
            entities.setCount((int) Math.min(Integer.MAX_VALUE, new EntityQuery(store, table, conditions).count()));
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
        if (page != limits.page()) {
            response.setHeader("Preference-Applied", "odata.maxpagesize=" + page);
        }
    }

    private static void answered(ODataResponse response, ContentType type) {
        response.setStatusCode(200);
        response.setHeader("Content-Type", type.toContentTypeString());
    }

    private Long top(UriInfo uri) throws ODataApplicationException {
        if (uri.getTopOption() == null) {
            return null;
        }
        long top = uri.getTopOption().getValue();
        if (top > limits.top()) {
            throw EntityErrors.invalid("$top is " + top + "; it may be " + limits.top()
                    + " at most (drover.odata.max-top). Without it all come, in pages.");
        }
        return top;
    }

    private int page(ODataRequest request) {
        List<String> preferences = request.getHeaders("Prefer");
        Matcher size = PAGE_SIZE.matcher(preferences == null ? "" : String.join(",", preferences));
        int wanted = size.find() ? Integer.parseInt(size.group(1)) : limits.page();
        return Math.max(1, Math.min(wanted, limits.page()));
    }

    private static List<String> texts(List<OrderTerm> order, List<EntityProperty> properties, Object[] row) {
        List<String> texts = new ArrayList<>();
        for (OrderTerm term : order) {
            Object value = row[properties.indexOf(term.property())];
            texts.add(value == null ? null : value.toString());
        }
        return texts;
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
