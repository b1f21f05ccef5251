package io.drover.provider.sql.dialect;

import io.drover.provider.TableWriter;
import io.drover.provider.forward.ForwardingWriter;

/** A writer that its destination can ask whether it may commit. */
public interface SqlTableWriter extends TableWriter {

    /** Whether there are rows held back. */
    boolean pending();

    /** A writer that stands before another one, which does what is not overridden. */
    abstract class Before extends ForwardingWriter<SqlTableWriter> implements SqlTableWriter {
        public Before(SqlTableWriter writer) {
            super(writer);
        }

        @Override
        public boolean pending() {
            return writer.pending();
        }
    }
}
