package io.drover.mapping.function;

import io.drover.definition.FileReference;
import io.drover.definition.XmlBean;
import io.drover.definition.problem.Problems;
import io.drover.provider.DestinationException;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlTransient;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;

/**
 * A function of a column as a job has it: an element whose attributes are its fields, which checks and compiles itself. A class is
 * all of a function, is named in {@code META-INF/services} (docs/decisions/0043), and looks like this:
 *
 * <pre>{@code
 * @XmlRootElement(name = "repeat")
 * public final class RepeatFunction extends ColumnFunction {
 *     @XmlAttribute
 *     int times;
 *
 *     @Override
 *     public CompiledFunction.OfText compile(FunctionScope scope) {
 *         return (value, record) -> value.repeat(times);
 *     }
 * }
 * }</pre>
 *
 * <p>Defaults of attributes are the schema's.
 */
@XmlTransient
@XmlAccessorType(XmlAccessType.FIELD)
public abstract class ColumnFunction extends XmlBean {

    /** All that there are. */
    public static List<Class<? extends ColumnFunction>> classes() {
        return ServiceLoader.load(ColumnFunction.class, ColumnFunction.class.getClassLoader()).stream()
                .<Class<? extends ColumnFunction>>map(ServiceLoader.Provider::type)
                .toList();
    }

    /** Adds what is wrong with it that a schema cannot tell. It is compiled only when nothing is. */
    public void check(Problems problems) {}

    /** Whether it gives a value where there was none. */
    public boolean makesValue() {
        return false;
    }

    /** The source columns that it takes, beside the column's own. */
    public List<String> sourceColumns() {
        return List.of();
    }

    /**
     * The files that it refers to.
     *
     * @param job the file of the job
     * @param line of the function in it, 0 when that is not known
     */
    public List<FileReference> references(Path job, int line) {
        return List.of();
    }

    /** What numbers in its results are written with: as before, unless it writes numbers itself. */
    public char decimalSeparator(FunctionScope scope) {
        return scope.decimalSeparator();
    }

    /**
     * The function for one run.
     *
     * @throws DestinationException when the run does not have what the function needs
     */
    public abstract CompiledFunction compile(FunctionScope scope) throws DestinationException;
}
