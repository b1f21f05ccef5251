package io.drover.sample;

import io.drover.sample.Page.Paging;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Message;

/**
 * The stand-in for a remote ERP, behind routes/sample-erp.camel.yaml and {@code drover fake-erp}: it answers GetEcomData
 * requests from the AdventureWorks files, in pages where the request says so, and takes orders. Safe for use by several threads.
 */
public final class SampleErp {
    private final Map<String, Feature> features = new LinkedHashMap<>();
    private final Orders orders = new Orders();

    /** What a request may ask for. */
    private interface Feature {
        List<SampleTable> tables() throws IOException;
    }

    public SampleErp(String folder) {
        AdventureWorks data = new AdventureWorks(Path.of(folder));
        features.put("Products", data::products);
        features.put("ProductGroups", data::productGroups);
        features.put("Stock", data::stock);
        features.put("Currencies", data::currencies);
        features.put("Countries", data::countries);
    }

    /** The answer as a stream; a request that asks for nothing is a connection check and gets no tables. */
    public InputStream answer(Message request) throws IOException, RefusedException {
        InputStream xml = request.getBody(InputStream.class);
        if (xml == null) {
            throw new RefusedException("The request has no XML; send it with Content-Type: text/xml");
        }
        return answer(read(xml), Paging.HONEST, null);
    }

    SampleRequest read(InputStream xml) throws RefusedException {
        return SampleRequest.read(xml, features.keySet());
    }

    /** @param refused the id of an order that is not taken, or null */
    InputStream answer(SampleRequest request, Paging paging, String refused) throws IOException, RefusedException {
        if (!request.orders().isEmpty()) {
            return new TablesXml(List.of(orders.take(request.orders(), refused)));
        }
        List<SampleTable> tables = new ArrayList<>();
        for (String feature : request.features()) {
            tables.addAll(features.get(feature).tables());
        }
        Page page = Page.of(tables, request, paging);
        return new TablesXml(page.tables(), page.attributes());
    }

    Orders orders() {
        return orders;
    }
}
