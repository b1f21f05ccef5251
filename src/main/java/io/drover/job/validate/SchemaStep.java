package io.drover.job.validate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.collection.schema.DocumentSchema;
import io.drover.collection.schema.RecordJson;
import io.drover.collection.schema.SchemaMessage;
import io.drover.mapping.RecordStep;
import io.drover.mapping.ValueProblem;
import io.drover.provider.ColumnType;
import java.util.List;

/** Compares values by the names of their columns with a schema. By one thread. */
final class SchemaStep {
    private final RecordStep step;
    private final DocumentSchema schema;
    private final char decimalSeparator;
    private final boolean knowsNull;
    private List<String> columns = List.of();
    /** The columns as the schema writes them. */
    private List<String> members = List.of();

    private ColumnJson[] forms = {};

    /**
     * A step.
     *
     * @param decimalSeparator of numbers in texts
     * @param knowsNull whether an empty text is a value, as there is null beside it
     */
    SchemaStep(RecordStep step, DocumentSchema schema, char decimalSeparator, boolean knowsNull) {
        this.step = step;
        this.schema = schema;
        this.decimalSeparator = decimalSeparator;
        this.knowsNull = knowsNull;
    }

    /** Takes the columns of what follows, and their types. */
    void bind(List<String> names, Types types) {
        if (names == columns) {
            return;
        }
        columns = names;
        members = names.stream().map(schema::member).toList();
        forms = new ColumnJson[names.size()];
        for (int i = 0; i < forms.length; i++) {
            forms[i] = ColumnJson.of(types.of(i), schema.types(members.get(i)), decimalSeparator, knowsNull);
        }
    }

    /** What is known of columns. */
    interface Types {
        ColumnType of(int column);
    }

    /** Gives texts of columns. */
    interface Values {
        String of(int column);
    }

    /** What is wrong; empty when nothing is. */
    List<ValueProblem> check(Values values) {
        ObjectNode document = RecordJson.object();
        for (int i = 0; i < forms.length; i++) {
            String text = values.of(i);
            JsonNode value = text == null ? null : forms[i].json(text);
            if (value != null) {
                document.set(members.get(i), value);
            }
        }
        List<SchemaMessage> wrong = schema.check(document);
        return wrong.isEmpty()
                ? List.of()
                : wrong.stream().map(message -> problem(message, values)).toList();
    }

    private ValueProblem problem(SchemaMessage message, Values values) {
        for (int i = 0; i < forms.length; i++) {
            String pointer = ValueProblem.pointer(members.get(i));
            if (message.path().equals(pointer) || message.path().startsWith(pointer + "/")) {
                return new ValueProblem(
                        columns.get(i), values.of(i), message.message(), step, message.rule(), message.path());
            }
        }
        return new ValueProblem(null, null, message.toString(), step, message.rule(), message.path());
    }
}
