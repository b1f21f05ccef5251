package io.drover.mapping;

import io.drover.provider.MappedRow;
import io.drover.provider.SourceRecord;
import java.util.List;

/** Takes what becomes of each record: exactly one call for each. */
public interface MappingSink {

    void mapped(MappedRow row);

    /** The mapping's conditions leave the record out. */
    void filtered(SourceRecord record);

    /** The record cannot be loaded. */
    void rejected(SourceRecord record, List<ValueProblem> problems);
}
