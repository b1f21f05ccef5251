package io.drover.provider.sql.read;

import io.drover.definition.Problems;
import io.drover.definition.XmlBean;
import io.drover.definition.config.ParameterReader;
import io.drover.definition.config.ParameterXml;
import io.drover.definition.text.NamedSql;
import io.drover.provider.sql.read.SqlSource.Input;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlValue;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** {@code <sql>} of a source as written, and the checks of it that a schema cannot make. */
@XmlAccessorType(XmlAccessType.FIELD)
public final class SqlSourceXml extends XmlBean {
    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String dataSource;

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String schema;

    @XmlElement(name = "table")
    List<Table> tables = new ArrayList<>();

    @XmlElement(name = "query")
    List<Query> queries = new ArrayList<>();

    @XmlElement
    List<String> afterwards = new ArrayList<>();

    @XmlElement(name = "parameter")
    List<ParameterXml> parameters = new ArrayList<>();

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Table extends XmlBean {
        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String name;

        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String watermark;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Query extends XmlBean {
        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String name;

        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String watermark;

        @XmlAttribute
        String start;

        @XmlValue
        String sql;
    }

    /**
     * The source that it describes.
     *
     * @param read the source tables that the job's mappings read; without any, all inputs are read
     */
    public SqlSource convert(List<String> read, Problems problems) {
        List<Input> inputs = new ArrayList<>();
        tables.forEach(table -> inputs.add(new Input(table.name, null, table.watermark, null, table.line)));
        for (Query query : queries) {
            NamedSql sql = NamedSql.parse(query.sql);
            checkWatermark(query, sql, problems);
            inputs.add(new Input(query.name, sql, query.watermark, query.start, query.line));
        }
        checkNames(inputs, read, problems);
        checkParameters(inputs, problems);
        Map<String, String> values = ParameterReader.read(parameters, problems);
        return new SqlSource(
                dataSource,
                schema,
                inputs,
                values,
                afterwards.stream().map(NamedSql::parse).toList());
    }

    private static void checkWatermark(Query query, NamedSql sql, Problems problems) {
        if (sql.text().isEmpty()) {
            problems.add(query.line, "the query %s is empty: write a SELECT".formatted(query.name));
        }
        if (sql.usesWatermark() && query.watermark == null) {
            problems.add(
                    query.line,
                    "the query %s uses :watermark: name the column that it comes from with watermark=\"...\""
                            .formatted(query.name));
        }
        if (sql.usesWatermark() != (query.start != null)) {
            problems.add(
                    query.line,
                    sql.usesWatermark()
                            ? "the query %s uses :watermark: give the value that it has in the first run with start=\"...\""
                                    .formatted(query.name)
                            : "start is the first value of :watermark, which the query %s does not use; remove it"
                                    .formatted(query.name));
        }
    }

    private static void checkNames(List<Input> inputs, List<String> read, Problems problems) {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (Input input : inputs) {
            if (!names.add(input.name())) {
                problems.add(input.line(), "%s is there twice; keep one".formatted(input.name()));
            }
            if (!read.isEmpty() && read.stream().noneMatch(input.name()::equalsIgnoreCase)) {
                problems.add(
                        input.line(),
                        "no mapping reads %s: add one with source=\"%s\" or remove it"
                                .formatted(input.name(), input.name()));
            }
        }
    }

    private void checkParameters(List<Input> inputs, Problems problems) {
        Set<String> known = new TreeSet<>();
        parameters.forEach(parameter -> known.add(parameter.name));
        Set<String> used = new TreeSet<>();
        for (Input input : inputs) {
            for (String name :
                    input.query() == null ? List.<String>of() : input.query().names()) {
                if (!name.equals(NamedSql.WATERMARK) && !known.contains(name) && used.add(name)) {
                    problems.add(
                            input.line(),
                            "the query %s uses :%s, which has no value: add <parameter name=\"%s\" value=\"...\"/>"
                                    .formatted(input.name(), name, name));
                }
                used.add(name);
            }
        }
        for (String statement : afterwards) {
            for (String name : NamedSql.parse(statement).names()) {
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
}
