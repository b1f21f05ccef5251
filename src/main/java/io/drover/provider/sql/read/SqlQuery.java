package io.drover.provider.sql.read;

import io.drover.definition.problem.Problems;
import io.drover.definition.text.NamedSql;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlValue;

/** A {@code <query>} of a {@code <sql>} source, whose rows are a table. */
@XmlAccessorType(XmlAccessType.FIELD)
public final class SqlQuery extends SqlInput {
    @XmlAttribute
    private String start;

    @XmlValue
    private String sql;

    SqlQuery() {}

    /**
     * A query.
     *
     * @param start null unless it uses {@code :watermark}
     */
    public SqlQuery(String name, String sql, String watermark, String start) {
        super(name, watermark);
        this.sql = sql;
        this.start = start;
    }

    void check(Problems problems) {
        NamedSql query = query();
        if (query.text().isEmpty()) {
            problems.add(line, "the query %s is empty: write a SELECT".formatted(name()));
        }
        if (query.usesWatermark() && watermark() == null) {
            problems.add(
                    line,
                    "the query %s uses :watermark: name the column that it comes from with watermark=\"...\""
                            .formatted(name()));
        }
        if (query.usesWatermark() != (start != null)) {
            problems.add(
                    line,
                    query.usesWatermark()
                            ? "the query %s uses :watermark: give the value that it has in the first run with start=\"...\""
                                    .formatted(name())
                            : "start is the first value of :watermark, which the query %s does not use; remove it"
                                    .formatted(name()));
        }
    }

    @Override
    NamedSql query() {
        return NamedSql.parse(sql);
    }

    @Override
    String start() {
        return start;
    }
}
