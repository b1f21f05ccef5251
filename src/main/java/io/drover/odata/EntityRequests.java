package io.drover.odata;

import io.drover.connector.wire.Answer;
import io.drover.connector.wire.ConnectorAnswers;
import io.drover.connector.wire.Requests;
import io.drover.definition.Catalog;
import io.drover.http.Call;
import io.drover.http.Reason;
import io.drover.odata.EntityPage.ReadLimits;
import io.drover.settings.Settings;
import io.drover.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.olingo.commons.api.http.HttpMethod;
import org.apache.olingo.server.api.OData;
import org.apache.olingo.server.api.ODataHandler;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;
import org.apache.olingo.server.api.ServiceMetadata;

/** The bean that routes/odata.camel.yaml calls: entities for reading by OData 4.0, as clients of Dynamics 365 read them. */
public final class EntityRequests {
    private static final String ROOT = "/data";
    private static final List<String> PARTS = List.of("entities", "part");
    private static final List<String> HEADERS =
            List.of("Accept", "Accept-Charset", "Prefer", "OData-Version", "OData-MaxVersion", "If-None-Match");
    private static final Pattern EXPAND = Pattern.compile("(?i)(?:^|&)(?:\\$|%24)expand=");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._~$'()*,;=:@!-]");

    private final ConnectorAnswers answers = new ConnectorAnswers(
            refusal -> EntityErrors.answer(refusal.status(), refusal.getMessage(), refusal.headers()));
    private final ExposedTables exposed;
    private final EntityTables tables;
    private final Store store;
    private final ReadLimits limits;

    /** @throws IllegalArgumentException when a setting is wrong */
    public EntityRequests(Settings settings, Catalog catalog, Store store) {
        this.exposed = new ExposedTables(settings, catalog);
        this.tables = new EntityTables(store);
        this.store = store;
        this.limits = new ReadLimits(
                positive(settings, "drover.odata.page-size"), positive(settings, "drover.odata.max-top"));
    }

    private static int positive(Settings settings, String key) {
        int number = settings.number(key);
        if (number < 1) {
            throw new IllegalArgumentException("the setting " + key + " is " + number + "; it must be 1 or more");
        }
        return number;
    }

    /** The service document, the metadata, entity sets, entities. */
    public void read(Exchange exchange) {
        answers.answer(
                exchange,
                () -> expands(exchange)
                        ? EntityErrors.answer(501, "Not offered here: $expand, as tables have no navigation.", Map.of())
                        : read(request(exchange), new EntityModel(readable(exchange))));
    }

    /** What is to be expanded the library would look for among the navigation, of which there is none. */
    private static boolean expands(Exchange exchange) {
        String query = Requests.rawQuery(exchange);
        return query != null && EXPAND.matcher(query).find();
    }

    /** {@code /data/$batch}. */
    public void batch(Exchange exchange) {
        answers.answer(
                exchange,
                () -> EntityErrors.answer(501, "Not offered here: $batch. Send each request by itself.", Map.of()));
    }

    /** {@code /metadata/DataEntities}: which entities there are. */
    public void dataEntities(Exchange exchange) {
        answers.answer(
                exchange,
                () -> DataEntities.list(readable(exchange), Call.of(exchange).baseUrl(), Requests.rawQuery(exchange)));
    }

    private List<EntityTable> readable(Exchange exchange) {
        return tables.of(exposed.to(Call.of(exchange).caller()));
    }

    private Answer read(ODataRequest request, EntityModel model) throws IOException {
        OData odata = OData.newInstance();
        ServiceMetadata metadata = odata.createServiceMetadata(model, List.of());
        ODataHandler handler = odata.createRawHandler(metadata);
        EntityErrors errors = new EntityErrors();
        handler.register(new EntitySetReader(store, model, limits));
        handler.register(new SingleEntityReader(store, model));
        handler.register(errors);
        handler.register(new JsonOnly());
        ODataResponse response = handler.process(request);
        Map<String, String> headers = new HashMap<>();
        response.getAllHeaders().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        String type = headers.remove("Content-Type");
        headers.put("OData-Version", "4.0");
        headers.put("Cache-Control", "no-store");
        if (errors.message() != null) {
            headers.put(Reason.HEADER, Reason.header(errors.message()));
        }
        byte[] body = null;
        if (response.getContent() != null) {
            try (InputStream content = response.getContent()) {
                body = content.readAllBytes();
            }
        }
        return new Answer(response.getStatusCode(), headers, body == null ? null : type, body, null);
    }

    private static ODataRequest request(Exchange exchange) {
        ODataRequest request = new ODataRequest();
        request.setMethod(HttpMethod.GET);
        StringBuilder path = new StringBuilder();
        for (String part : PARTS) {
            if (exchange.getMessage().getHeader(part) != null) {
                path.append('/').append(encoded(Requests.path(exchange, part)));
            }
        }
        String query = Requests.rawQuery(exchange);
        String base = Call.of(exchange).baseUrl() + ROOT;
        request.setRawBaseUri(base);
        request.setRawODataPath(path.isEmpty() ? "/" : path.toString());
        // Libraries write blanks of queries so
        request.setRawQueryPath(query == null ? null : query.replace("+", "%20"));
        request.setRawRequestUri(base + path + (query == null ? "" : "?" + query));
        for (String name : HEADERS) {
            String value = Requests.rawHeader(exchange, name);
            if (value != null) {
                request.addHeader(name, value);
            }
        }
        return request;
    }

    /** Percent-encoded where a path has to be. */
    private static String encoded(String segment) {
        StringBuilder encoded = new StringBuilder();
        for (byte each : segment.getBytes(StandardCharsets.UTF_8)) {
            String character = String.valueOf((char) (each & 0xFF));
            encoded.append(PLAIN.matcher(character).matches() ? character : "%%%02X".formatted(each & 0xFF));
        }
        return encoded.toString();
    }
}
