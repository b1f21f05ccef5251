package io.drover.mapping.definition;

import io.drover.definition.problem.Problems;
import io.drover.provider.TableOptions;
import io.drover.provider.TableOptions.Deactivation;
import io.drover.provider.TableOptions.MissingRows;
import io.drover.provider.TableOptions.Mode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What mappings do with the rows of their destination tables, with the checks for what makes no sense together. */
final class TableOptionsConverter {
    private static final String DELETE_INCOMING = "deleteIncoming=\"true\" deletes the rows that come and writes none";
    private static final String TRUNCATE = "truncate=\"true\" empties the table before the first row";

    private final Problems problems;

    TableOptionsConverter(Problems problems) {
        this.problems = problems;
    }

    TableOptions options(MappingXml mapping) {
        if (mapping.deactivations.size() > 1) {
            problems.add(mapping.deactivations.get(1).line, "there is a second <deactivate>; keep one");
        }
        if (mapping.deleteIncoming) {
            check(mapping, mode(mapping) != Mode.UPSERT, "mode=\"" + mapping.mode + "\"", DELETE_INCOMING);
            check(mapping, mapping.removeMissing, "removeMissing=\"true\"", DELETE_INCOMING);
            check(mapping, deactivation(mapping) != null, "<deactivate>", DELETE_INCOMING);
            check(mapping, mapping.truncate, "truncate=\"true\"", DELETE_INCOMING);
        } else if (mapping.truncate) {
            check(mapping, mode(mapping) == Mode.UPDATE, "mode=\"update\"", TRUNCATE);
            check(mapping, mapping.removeMissing, "removeMissing=\"true\"", TRUNCATE);
            check(mapping, deactivation(mapping) != null, "<deactivate>", TRUNCATE);
        } else {
            check(
                    mapping,
                    mapping.removeMissing && deactivation(mapping) != null,
                    "<deactivate>",
                    "removeMissing=\"true\" deletes the rows that it would deactivate");
        }
        return new TableOptions(
                mode(mapping),
                new MissingRows(mapping.removeMissing, mapping.maxDeletePercent, deactivation(mapping)),
                mapping.deleteIncoming,
                mapping.truncate,
                mapping.discardDuplicates);
    }

    private static Mode mode(MappingXml mapping) {
        return Mode.valueOf(mapping.mode.toUpperCase(Locale.ROOT));
    }

    private void check(MappingXml mapping, boolean wrong, String what, String reason) {
        if (wrong) {
            problems.add(
                    mapping.line,
                    "the mapping of %s has %s, but %s: remove one of them".formatted(mapping.source, what, reason));
        }
    }

    /** Options that concern a table as a whole must be the same on all mappings that write to it. */
    void checkTables(List<MappingXml> mappings) {
        Map<String, MappingXml> first = new HashMap<>();
        for (MappingXml mapping : mappings) {
            if (mapping.deleteIncoming) {
                continue;
            }
            MappingXml other = first.putIfAbsent(mapping.destination.toLowerCase(Locale.ROOT), mapping);
            if (other != null) {
                agree(mapping, other, "removeMissing", mapping.removeMissing == other.removeMissing);
                agree(mapping, other, "truncate", mapping.truncate == other.truncate);
                agree(mapping, other, "deactivate", same(deactivation(mapping), deactivation(other)));
                if (mapping.removeMissing || deactivation(mapping) != null) {
                    agree(mapping, other, "maxDeletePercent", mapping.maxDeletePercent == other.maxDeletePercent);
                }
            }
        }
    }

    private void agree(MappingXml mapping, MappingXml other, String option, boolean agrees) {
        if (!agrees) {
            problems.add(
                    mapping.line,
                    "%s is not the same on two mappings to the table %s (the other is on line %d): it concerns the rows of both; write it on both"
                            .formatted(option, mapping.destination, other.line));
        }
    }

    private static boolean same(Deactivation one, Deactivation other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        return one.column().equalsIgnoreCase(other.column()) && one.value().equals(other.value());
    }

    private static Deactivation deactivation(MappingXml mapping) {
        if (mapping.deactivations.isEmpty()) {
            return null;
        }
        MappingXml.Deactivate deactivate = mapping.deactivations.get(0);
        return new Deactivation(deactivate.column, deactivate.value);
    }
}
