package io.drover.provider.edi;

import io.drover.provider.edi.syntax.Segment;
import java.util.Set;

/** Segments whose first element says what the others mean: DTM+137 is the date of the document. */
final class Qualifiers {
    private static final Set<String> EDIFACT = Set.of(
            "ALC", "CAV", "CCI", "CNT", "COT", "CTA", "CUX", "DTM", "EQD", "ERC", "FII", "FTX", "GIN", "GIR", "IMD",
            "LOC", "MEA", "MOA", "NAD", "PAT", "PIA", "PRI", "QTY", "QVR", "RFF", "RNG", "SCC", "STS", "TAX", "TDT");
    private static final Set<String> X12 = Set.of(
            "AMT", "CUR", "DTM", "DTP", "G62", "ITA", "LDT", "MEA", "N1", "N9", "NM1", "PER", "PID", "QTY", "REF",
            "SAC", "TXI");

    private Qualifiers() {}

    /** Whether it is one of these, with a first element that a path can name. */
    static boolean has(Segment segment) {
        String first = segment.get(1);
        return first != null
                && first.matches("[A-Za-z0-9]{1,6}")
                && (EDIFACT.contains(segment.tag()) || X12.contains(segment.tag()));
    }
}
