package io.drover.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A Camel route as people write it for this work, with batches: split the file by its items in a stream, 1,000 at once, and
 * give their values to an SQL endpoint as a batch. XML into PostgreSQL. Arguments: JDBC URL, user, file.
 */
final class CamelImport {
    private static final int BATCH = 1_000;
    private static final Pattern COLUMN = Pattern.compile(
            "<column columnName=\"[^\"]*\"(?: isNull=\"true\"/>|><!\\[CDATA\\[(.*?)]]></column>)", Pattern.DOTALL);

    private CamelImport() {}

    public static void main(String[] args) throws Exception {
        Outcome.measure(() -> load(args[0], args[1], Path.of(args[2])));
    }

    private static long load(String url, String user, Path file) throws Exception {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setURL(url + (url.contains("?") ? "&" : "?") + "reWriteBatchedInserts=true");
        database.setUser(user);
        AtomicLong rows = new AtomicLong();
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.getRegistry().bind("database", database);
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:file")
                            .split()
                            .tokenizeXML("item", BATCH)
                            .streaming()
                            .stopOnException()
                            .process(exchange -> {
                                List<List<Object>> batch =
                                        rows(exchange.getMessage().getBody(String.class));
                                exchange.getMessage().setBody(batch);
                                rows.addAndGet(batch.size());
                            })
                            .to("sql:" + PeerSql.upsert(true).replace("?", "#") + "?dataSource=#database&batch=true");
                }
            });
            camel.setStreamCaching(false); // it would hold the whole file
            camel.start();
            try (ProducerTemplate template = camel.createProducerTemplate()) {
                template.sendBody("direct:file", file.toFile());
            }
        }
        return rows.get();
    }

    private static List<List<Object>> rows(String items) {
        List<List<Object>> rows = new ArrayList<>(BATCH);
        Matcher column = COLUMN.matcher(items);
        while (column.find()) {
            List<Object> row = new ArrayList<>(Products.COLUMNS.size());
            for (Products.Column of : Products.COLUMNS) {
                if (!row.isEmpty()) {
                    column.find();
                }
                row.add(Texts.value(of.kind(), column.group(1)));
            }
            rows.add(row);
        }
        return rows;
    }
}
