package io.drover.provider.edi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The tables of a message type for jobs that name none: the message and, for the types that trade uses, the loop of its lines. They
 * are called as the type and as the segment of the loop.
 */
final class DefaultTables {
    private static final Map<String, List<String>> LINES = Map.ofEntries(
            Map.entry("ORDERS", List.of("LIN")),
            Map.entry("ORDCHG", List.of("LIN")),
            Map.entry("ORDRSP", List.of("LIN")),
            Map.entry("INVOIC", List.of("LIN")),
            Map.entry("DESADV", List.of("CPS", "CPS/LIN")),
            Map.entry("RECADV", List.of("CPS", "CPS/LIN")),
            Map.entry("PRICAT", List.of("PGI", "PGI/LIN", "LIN")),
            Map.entry("PRODAT", List.of("LIN")),
            Map.entry("DELFOR", List.of("LIN")),
            Map.entry("INVRPT", List.of("LIN")),
            Map.entry("SLSRPT", List.of("LOC", "LOC/LIN")),
            Map.entry("REMADV", List.of("DOC")),
            Map.entry("CONTRL", List.of("UCM")),
            Map.entry("810", List.of("IT1")),
            Map.entry("820", List.of("RMR")),
            Map.entry("830", List.of("LIN")),
            Map.entry("832", List.of("LIN")),
            Map.entry("846", List.of("LIN")),
            Map.entry("850", List.of("PO1")),
            Map.entry("855", List.of("PO1")),
            Map.entry("856", List.of("HL")),
            Map.entry("860", List.of("POC")),
            Map.entry("997", List.of("AK2")));

    private DefaultTables() {}

    static List<EdiTable> of(String type) {
        List<EdiTable> tables = new ArrayList<>();
        tables.add(EdiTable.of(type, type));
        for (String path : LINES.getOrDefault(type, List.of())) {
            tables.add(EdiTable.of(path.substring(path.lastIndexOf('/') + 1), type + "/" + path));
        }
        return tables;
    }
}
