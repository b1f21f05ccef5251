package io.drover.job.load;

import io.drover.provider.DestinationTable;
import io.drover.provider.Reference;
import java.util.List;

/**
 * A table that is loaded, with its foreign keys.
 *
 * @param loaded those to tables that the job loads, so that a missing row may still come
 */
record LoadTarget(DestinationTable table, List<Reference> references, List<Reference> loaded) {}
