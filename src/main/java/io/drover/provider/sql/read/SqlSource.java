package io.drover.provider.sql.read;

import io.drover.definition.XmlBean;
import io.drover.definition.config.ParameterReader;
import io.drover.definition.config.ParameterXml;
import io.drover.definition.problem.Problems;
import io.drover.definition.text.NamedSql;
import io.drover.provider.SourceDefinition;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlTransient;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The {@code <sql>} source: tables, views and queries of a database. */
@XmlAccessorType(XmlAccessType.FIELD)
public final class SqlSource extends XmlBean implements SourceDefinition {
    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    private String dataSource = "drover";

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    private String schema;

    @XmlElement(name = "table")
    private List<SqlTable> tables = new ArrayList<>();

    @XmlElement(name = "query")
    private List<SqlQuery> queries = new ArrayList<>();

    @XmlElement
    private List<String> afterwards = new ArrayList<>();

    @XmlElement(name = "parameter")
    private List<ParameterXml> parameters = new ArrayList<>();

    /** The parameter values of one run; null for those of the definition. */
    @XmlTransient
    private Map<String, String> values;

    /** Drover's own database. */
    public SqlSource() {}

    /** A source that is only read. */
    public SqlSource(
            String dataSource,
            String schema,
            List<SqlTable> tables,
            List<SqlQuery> queries,
            Map<String, String> values) {
        this.dataSource = dataSource;
        this.schema = schema;
        this.tables = tables;
        this.queries = queries;
        this.values = values;
    }

    /** The same with other values of the parameters, bound as they are but for placeholders. */
    public SqlSource withParameters(Map<String, String> others) {
        SqlSource other = new SqlSource(dataSource, schema, tables, queries, Map.copyOf(others));
        other.afterwards = afterwards;
        return other;
    }

    /**
     * Adds what is wrong that a schema cannot tell.
     *
     * @param read the source tables that the job's mappings read; without any, all inputs are read
     */
    public void check(List<String> read, Problems problems) {
        queries.forEach(query -> query.check(problems));
        tables.forEach(table -> table.check(problems));
        checkNames(read, problems);
        checkParameters(problems);
        ParameterReader.read(parameters, problems);
    }

    private void checkNames(List<String> read, Problems problems) {
        Set<String> names = new HashSet<>();
        for (SqlInput input : inputs()) {
            if (!names.add(input.name())) {
                problems.add(input.line, "%s is there twice; keep one".formatted(input.name()));
            }
            boolean parent = tables.stream()
                    .flatMap(table -> table.parents().stream())
                    .anyMatch(above -> above.table.equalsIgnoreCase(input.name()));
            if (!read.isEmpty() && !parent && read.stream().noneMatch(input.name()::equalsIgnoreCase)) {
                problems.add(
                        input.line,
                        "no mapping reads %s: add one with source=\"%s\" or remove it"
                                .formatted(input.name(), input.name()));
            }
        }
    }

    private void checkParameters(Problems problems) {
        Set<String> known = new TreeSet<>();
        parameters.forEach(parameter -> known.add(parameter.name));
        Set<String> used = new TreeSet<>();
        for (SqlQuery query : queries) {
            for (String name : query.query().names()) {
                if (!name.equals(NamedSql.WATERMARK) && !known.contains(name) && used.add(name)) {
                    problems.add(
                            query.line,
                            "the query %s uses :%s, which has no value: add <parameter name=\"%s\" value=\"...\"/>"
                                    .formatted(query.name(), name, name));
                }
                used.add(name);
            }
        }
        for (NamedSql statement : afterwards()) {
            for (String name : statement.names()) {
                if (!known.contains(name)) {
                    problems.add(
                            line,
                            "<afterwards> uses :%s, which has no value: add <parameter name=\"%s\" value=\"...\"/>"
                                    .formatted(name, name));
                }
                used.add(name);
            }
        }
        for (ParameterXml parameter : parameters) {
            if (!used.contains(parameter.name) || parameter.name.equals(NamedSql.WATERMARK)) {
                problems.add(
                        parameter.line,
                        parameter.name.equals(NamedSql.WATERMARK)
                                ? "watermark is a name of Drover's own: call the parameter something else"
                                : "no query uses :%s; remove the parameter or write it".formatted(parameter.name));
            }
        }
    }

    /** Name of the data source; {@code drover} is Drover's own database. */
    public String dataSource() {
        return dataSource;
    }

    /** Schema of the tables, or null for the connection's default one. */
    public String schema() {
        return schema;
    }

    /** The tables and queries of which there is something to say; mappings may name other tables. */
    public List<SqlInput> inputs() {
        return Stream.<SqlInput>concat(tables.stream(), queries.stream()).toList();
    }

    /** The tables of which there is something to say. */
    List<SqlTable> tables() {
        return tables;
    }

    /** Values of the queries' parameters, with placeholders as written. */
    public Map<String, String> parameters() {
        return values == null ? ParameterReader.values(parameters) : values;
    }

    /** Statements that run in the transaction that read the rows, when all are read. */
    List<NamedSql> afterwards() {
        return afterwards.stream().map(NamedSql::parse).toList();
    }
}
