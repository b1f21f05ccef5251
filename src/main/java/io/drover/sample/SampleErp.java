package io.drover.sample;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Message;

/**
 * The stand-in for a remote ERP behind routes/sample-erp.camel.yaml: it answers a GetEcomData request from the AdventureWorks
 * files. Safe for use by several threads.
 */
public final class SampleErp {
    private final Map<String, Feature> features = new LinkedHashMap<>();

    /** What a request may ask for. */
    private interface Feature {
        List<Table> tables() throws IOException;
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
        List<Table> tables = new ArrayList<>();
        for (String feature : SampleRequest.features(xml, features.keySet())) {
            tables.addAll(features.get(feature).tables());
        }
        return new TablesXml(tables);
    }
}
