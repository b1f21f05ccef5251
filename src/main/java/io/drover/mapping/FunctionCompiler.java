package io.drover.mapping;

import io.drover.mapping.context.MappingContext;
import io.drover.mapping.context.SourceColumns;
import io.drover.mapping.context.Template;
import io.drover.mapping.convert.MappingRefusal;
import io.drover.mapping.convert.NumberText;
import io.drover.mapping.definition.ColumnDefinition;
import io.drover.mapping.definition.FunctionDefinition;
import io.drover.mapping.definition.FunctionDefinition.Append;
import io.drover.mapping.definition.FunctionDefinition.Arithmetic;
import io.drover.mapping.definition.FunctionDefinition.Case;
import io.drover.mapping.definition.FunctionDefinition.Concatenate;
import io.drover.mapping.definition.FunctionDefinition.Constant;
import io.drover.mapping.definition.FunctionDefinition.ConvertZone;
import io.drover.mapping.definition.FunctionDefinition.CurrentTime;
import io.drover.mapping.definition.FunctionDefinition.Default;
import io.drover.mapping.definition.FunctionDefinition.Expression;
import io.drover.mapping.definition.FunctionDefinition.FormatDate;
import io.drover.mapping.definition.FunctionDefinition.Invert;
import io.drover.mapping.definition.FunctionDefinition.Lookup;
import io.drover.mapping.definition.FunctionDefinition.NewGuid;
import io.drover.mapping.definition.FunctionDefinition.ParseDate;
import io.drover.mapping.definition.FunctionDefinition.ParseNumber;
import io.drover.mapping.definition.FunctionDefinition.Prepend;
import io.drover.mapping.definition.FunctionDefinition.Replace;
import io.drover.mapping.definition.FunctionDefinition.ReplacePattern;
import io.drover.mapping.definition.FunctionDefinition.Round;
import io.drover.mapping.definition.FunctionDefinition.Sequence;
import io.drover.mapping.definition.FunctionDefinition.ShiftDate;
import io.drover.mapping.definition.FunctionDefinition.Substring;
import io.drover.mapping.definition.FunctionDefinition.Trim;
import io.drover.provider.ColumnType;
import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Compiles the functions of one column, keeping count of how numbers are written on the way: see {@link #decimalSeparator}. */
final class FunctionCompiler {
    private final DestinationColumn destination;
    private final SourceColumns columns;
    private final MappingContext context;
    private final String table;
    private char decimalSeparator;

    FunctionCompiler(
            ColumnDefinition column,
            DestinationColumn destination,
            SourceColumns columns,
            MappingContext context,
            String table) {
        this.destination = destination;
        this.columns = columns;
        this.context = context;
        this.table = table;
        this.decimalSeparator = column.source() == null ? '.' : columns.decimalSeparator(column.source());
    }

    /** What numbers are written with after the functions compiled so far: as in the source until one makes its own. */
    char decimalSeparator() {
        return decimalSeparator;
    }

    Function compile(FunctionDefinition definition) throws DestinationException {
        Function function = ofText(definition);
        function = function == null ? ofNumber(definition) : function;
        function = function == null ? ofDate(definition) : function;
        return function == null ? other(definition) : function;
    }

    private Function ofText(FunctionDefinition definition) throws DestinationException {
        if (definition instanceof Constant constant) {
            decimalSeparator = '.';
            Template text = template(constant.text());
            return (value, record) -> text.text(record);
        } else if (definition instanceof Append append) {
            Template text = template(append.text());
            return (value, record) -> (value == null ? "" : value) + text.text(record);
        } else if (definition instanceof Prepend prepend) {
            Template text = template(prepend.text());
            return (value, record) -> text.text(record) + (value == null ? "" : value);
        } else if (definition instanceof Default other) {
            Template text = template(asNumber(other.text()));
            return (value, record) -> value == null || value.isEmpty() ? text.text(record) : value;
        } else if (definition instanceof Concatenate concatenate) {
            int[] slots = concatenate.columns().stream().mapToInt(columns::slot).toArray();
            decimalSeparator = columns.decimalSeparator(concatenate.columns().get(0));
            return TextFunctions.concatenate(slots, concatenate.separator());
        } else if (definition instanceof Substring part) {
            return TextFunctions.substring(part.start(), part.length());
        } else if (definition instanceof Trim) {
            return (Function.OfText) (value, record) -> value.strip();
        } else if (definition instanceof Case change) {
            return TextFunctions.letterCase(change.to());
        } else if (definition instanceof Replace replace) {
            return (Function.OfText) (value, record) -> value.replace(replace.text(), replace.by());
        } else if (definition instanceof ReplacePattern replace) {
            return TextFunctions.replacePattern(replace.pattern(), replace.by());
        }
        return null;
    }

    private Function ofNumber(FunctionDefinition definition) {
        NumberText numbers = new NumberText(decimalSeparator);
        if (definition instanceof Arithmetic arithmetic) {
            decimalSeparator = '.';
            return NumberFunctions.arithmetic(arithmetic.operation(), numbers, operand(arithmetic), arithmetic.scale());
        } else if (definition instanceof Round round) {
            decimalSeparator = '.';
            return NumberFunctions.round(numbers, round.scale(), round.mode());
        } else if (definition instanceof ParseNumber parse) {
            decimalSeparator = '.';
            return NumberFunctions.parse(parse.decimalSeparator(), parse.groupSeparator());
        } else if (definition instanceof Sequence sequence) {
            AtomicLong next = new AtomicLong(sequence.start());
            return (value, record) -> String.valueOf(next.getAndAdd(sequence.step()));
        }
        return null;
    }

    private NumberFunctions.Operand operand(Arithmetic arithmetic) {
        String column = arithmetic.column();
        return column == null
                ? NumberFunctions.operand(arithmetic.number())
                : NumberFunctions.operand(
                        column, columns.slot(column), new NumberText(columns.decimalSeparator(column)));
    }

    private Function ofDate(FunctionDefinition definition) {
        if (definition instanceof ParseDate parse) {
            return DateFunctions.parse(parse.format(), parse.language());
        } else if (definition instanceof FormatDate format) {
            return DateFunctions.format(format.format(), format.language());
        } else if (definition instanceof ShiftDate shift) {
            return DateFunctions.shift(shift.period(), shift.duration());
        } else if (definition instanceof ConvertZone convert) {
            return DateFunctions.convertZone(
                    convert.from(), convert.to(), destination.type() == ColumnType.TIMESTAMP_WITH_ZONE);
        } else if (definition instanceof CurrentTime current) {
            String time = DateFunctions.currentTime(
                    context.started().truncatedTo(ChronoUnit.MILLIS).atZone(current.zone()), destination.type());
            return (value, record) -> time;
        }
        return null;
    }

    private Function other(FunctionDefinition definition) throws DestinationException {
        if (definition instanceof NewGuid) {
            return (value, record) -> UUID.randomUUID().toString();
        } else if (definition instanceof Invert) {
            return TextFunctions.invert();
        } else if (definition instanceof Lookup lookup) {
            return lookup(lookup);
        } else if (definition instanceof Expression expression) {
            return new SimpleExpression(expression.text(), columns);
        }
        throw new IllegalStateException("no function for " + definition);
    }

    private Function lookup(Lookup lookup) throws DestinationException {
        Map<String, String> values = context.lookups().table(lookup.table());
        boolean ignoreCase = lookup.table().ignoreCase();
        decimalSeparator = '.';
        MappingRefusal missing = new MappingRefusal("is not a key of "
                + lookup.table().name() + ": add it there, or write default=\"...\" for keys that are not");
        return (Function.OfText) (value, record) -> {
            String key = ignoreCase ? value.toLowerCase(Locale.ROOT) : value;
            String found = values.get(key);
            if (found != null || values.containsKey(key)) {
                return found;
            }
            return lookup.other() == null ? missing : lookup.other().replace("{value}", value);
        };
    }

    private Template template(String text) throws DestinationException {
        return new Template(text, context, table);
    }

    /** Whoever writes a job writes numbers with a point; beside values with a comma it must be a comma. */
    private String asNumber(String text) {
        boolean number =
                switch (destination.type()) {
                    case DECIMAL, DOUBLE, SMALLINT, INTEGER, BIGINT -> new NumberText('.').isNumber(text);
                    default -> false;
                };
        return number && decimalSeparator == ',' ? text.replace('.', ',') : text;
    }
}
