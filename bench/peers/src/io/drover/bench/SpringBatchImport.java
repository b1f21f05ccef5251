package io.drover.bench;

import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.batch.infrastructure.item.ItemReader;
import org.springframework.batch.infrastructure.item.database.JdbcBatchItemWriter;
import org.springframework.batch.infrastructure.item.database.builder.JdbcBatchItemWriterBuilder;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * Spring Batch, tuned: items are read by hand with the floor's parsers and not with JAXB, which takes three times as long, and
 * written in chunks of 1,000 by its JDBC writer with the upsert of the database. Arguments: JDBC URL, user, file.
 */
final class SpringBatchImport {
    private static final int CHUNK = 1_000;

    private SpringBatchImport() {}

    public static void main(String[] args) throws Exception {
        Outcome.measure(() -> load(args[0], args[1], Path.of(args[2])));
    }

    private static long load(String url, String user, Path file) throws Exception {
        boolean postgres = url.startsWith("jdbc:postgresql:");
        String tuned = postgres ? url + (url.contains("?") ? "&" : "?") + "reWriteBatchedInserts=true" : url;
        DataSource database = new SingleConnectionDataSource(tuned, user, "", true);
        JdbcBatchItemWriter<Object[]> writer = new JdbcBatchItemWriterBuilder<Object[]>()
                .dataSource(database)
                .sql(PeerSql.upsert(postgres))
                .itemPreparedStatementSetter((row, statement) -> {
                    for (int i = 0; i < row.length; i++) {
                        statement.setObject(i + 1, row[i]);
                    }
                })
                .assertUpdates(false)
                .build();
        writer.afterPropertiesSet();
        try (RowParser parser = RowParser.of(file)) {
            return SpringBatch.run(reader(parser), writer, new JdbcTransactionManager(database), CHUNK);
        }
    }

    private static ItemReader<Object[]> reader(RowParser parser) {
        List<Products.Column> columns = Products.COLUMNS;
        String[] texts = new String[columns.size()];
        return () -> {
            if (!parser.next(texts)) {
                return null;
            }
            Object[] row = new Object[texts.length];
            for (int i = 0; i < row.length; i++) {
                row[i] = Texts.value(columns.get(i).kind(), texts[i]);
            }
            return row;
        };
    }
}
