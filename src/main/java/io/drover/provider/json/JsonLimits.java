package io.drover.provider.json;

import com.fasterxml.jackson.core.StreamReadConstraints;
import io.drover.provider.format.NameBudget;

/** What a document may have. */
final class JsonLimits {
    /** Characters of one text. */
    static final int MAX_TEXT = 10 * 1024 * 1024;
    /** Characters of all values of one record. */
    static final int MAX_RECORD = 64 * 1024 * 1024;
    /** Columns of one table; databases stop at 1,600 or less. */
    static final int MAX_COLUMNS = 4096;
    /** Different members of the records of a table, those of objects in them included. */
    static final int MAX_MEMBERS = 16_384;
    /** Tables of different names. */
    static final int MAX_TABLES = 1000;
    /** Objects and arrays within each other. */
    static final int MAX_DEPTH = 200;

    static final StreamReadConstraints OF_PARSER = StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH)
            .maxStringLength(MAX_TEXT)
            .maxNumberLength(1000)
            .maxNameLength(NameBudget.LONGEST)
            .build();

    private JsonLimits() {}
}
