package io.drover.bench;

import java.io.IOException;
import java.nio.file.Path;
import javax.sql.DataSource;
import javax.xml.stream.XMLEventFactory;
import javax.xml.stream.XMLEventWriter;
import javax.xml.stream.XMLStreamException;
import javax.xml.transform.Result;
import org.springframework.batch.infrastructure.item.ItemStreamWriter;
import org.springframework.batch.infrastructure.item.database.JdbcCursorItemReader;
import org.springframework.batch.infrastructure.item.database.builder.JdbcCursorItemReaderBuilder;
import org.springframework.batch.infrastructure.item.file.builder.FlatFileItemWriterBuilder;
import org.springframework.batch.infrastructure.item.xml.builder.StaxEventItemWriterBuilder;
import org.springframework.core.io.FileSystemResource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.oxm.Marshaller;
import org.springframework.oxm.XmlMappingException;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.util.xml.StaxUtils;

/** Spring Batch's cursor reader and its writers of files, with a marshaller by hand. Arguments: JDBC URL, user, file. */
final class SpringBatchExport {
    private static final int CHUNK = 1_000;
    private static final int COLUMNS = Products.COLUMNS.size();

    private SpringBatchExport() {}

    public static void main(String[] args) throws Exception {
        Outcome.measure(() -> export(args[0], args[1], Path.of(args[2])));
    }

    private static long export(String url, String user, Path file) throws Exception {
        DataSource database = new SingleConnectionDataSource(url, user, "", true);
        database.getConnection().setAutoCommit(false); // or the driver reads all rows at once
        JdbcCursorItemReader<String[]> reader = new JdbcCursorItemReaderBuilder<String[]>()
                .name("rows")
                .dataSource(database)
                .useSharedExtendedConnection(false)
                .sql("SELECT " + Products.columnList() + " FROM " + Products.TABLE)
                .fetchSize(CHUNK)
                .verifyCursorPosition(false)
                .rowMapper((row, number) -> {
                    String[] values = new String[COLUMNS];
                    for (int i = 0; i < COLUMNS; i++) {
                        values[i] = row.getString(i + 1);
                    }
                    return values;
                })
                .build();
        FileSystemResource target = new FileSystemResource(file);
        ItemStreamWriter<String[]> writer = file.toString().endsWith(".csv")
                ? new FlatFileItemWriterBuilder<String[]>()
                        .name("csv")
                        .resource(target)
                        .lineAggregator(SpringBatchExport::line)
                        .build()
                : new StaxEventItemWriterBuilder<String[]>()
                        .name("xml")
                        .resource(target)
                        .rootTagName("tables")
                        .marshaller(new Items())
                        .build();
        return SpringBatch.run(reader, writer, new ResourcelessTransactionManager(), CHUNK);
    }

    private static String line(String[] values) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            line.append(i == 0 ? "" : ",");
            String value = values[i];
            if (value != null) {
                boolean quoted = value.indexOf(',') >= 0 || value.indexOf('"') >= 0;
                line.append(quoted ? '"' + value.replace("\"", "\"\"") + '"' : value);
            }
        }
        return line.toString();
    }

    private static final class Items implements Marshaller {
        private final XMLEventFactory events = XMLEventFactory.newInstance();

        @Override
        public boolean supports(Class<?> type) {
            return type == String[].class;
        }

        @Override
        public void marshal(Object graph, Result result) throws IOException, XmlMappingException {
            String[] values = (String[]) graph;
            XMLEventWriter xml = StaxUtils.getXMLEventWriter(result);
            try {
                xml.add(events.createStartElement("", "", "item"));
                for (int i = 0; i < COLUMNS; i++) {
                    xml.add(events.createStartElement("", "", "column"));
                    xml.add(events.createAttribute("columnName", Products.COLUMNS.get(i).name()));
                    if (values[i] == null) {
                        xml.add(events.createAttribute("isNull", "true"));
                    } else {
                        xml.add(events.createCharacters(values[i]));
                    }
                    xml.add(events.createEndElement("", "", "column"));
                }
                xml.add(events.createEndElement("", "", "item"));
                xml.add(events.createCharacters("\n"));
            } catch (XMLStreamException e) {
                throw new IOException(e);
            }
        }
    }
}
