package io.drover.provider.edi;

import io.drover.provider.DeliveryException;
import io.drover.provider.SourceRecord;
import io.drover.provider.edi.syntax.EdiMessage;
import io.drover.provider.nested.Draft;
import io.drover.provider.nested.RecordBuffer;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Makes records of messages, numbered over all of a file. */
final class MessageRecords {
    private final List<EdiTable> tables;
    private final Map<String, Loop> loops = new HashMap<>();
    private final IdentityHashMap<EdiTable, SegmentColumns> columns = new IdentityHashMap<>();
    private final Map<String, Integer> unwanted = new TreeMap<>();
    private boolean found;

    /** @param tables of the job; none for what the type of a message suggests */
    MessageRecords(List<EdiTable> tables) {
        this.tables = tables;
    }

    /**
     * What of a message makes records.
     *
     * @param message with the damage that its loops have too
     * @param scopes a record each, in their order; the message alone when it is damaged, none when no table is for it
     */
    record Rows(EdiMessage message, List<Scope> scopes) {}

    /** The records of a message: as many, and in the same order, whenever it is read. */
    Rows rows(EdiMessage message) {
        Loop root = loops.computeIfAbsent(
                message.type(), type -> Loop.root(tables.isEmpty() ? DefaultTables.of(type) : tables, type));
        if (!root.hasTables() && !message.type().isEmpty()) {
            return new Rows(message, List.of());
        }
        Scope.Parts parts = Scope.of(message, root);
        EdiMessage whole = parts.damage() == null ? message : message.damaged(parts.damage());
        return new Rows(
                whole,
                whole.damage() != null
                        ? parts.scopes().subList(0, 1)
                        : parts.scopes().stream()
                                .filter(scope -> scope.loop().table() != null)
                                .toList());
    }

    /** Adds the records of a message, or one for all of it when it is damaged; gives it with the damage that was found. */
    EdiMessage add(EdiMessage message, RecordBuffer to) throws DeliveryException {
        Rows rows = rows(message);
        if (rows.scopes.isEmpty()) {
            unwanted.merge(message.type(), 1, Integer::sum);
            return message;
        }
        found = true;
        if (rows.message.damage() != null) {
            Scope all = rows.scopes.get(0);
            to.start(tableOf(all.loop()), all.line()).problem(describe(rows.message));
            return rows.message;
        }
        IdentityHashMap<Scope, Draft> drafts = new IdentityHashMap<>();
        for (Scope scope : rows.scopes) {
            EdiTable table = scope.loop().table();
            Draft draft = to.start(table.name, scope.line());
            drafts.put(scope, draft);
            columns.computeIfAbsent(table, SegmentColumns::new).fill(draft, scope, message);
            Draft parent = parent(scope, drafts);
            if (parent != null) {
                draft.standsIn(parent, table.parentKeys());
            }
        }
        to.grew(message.end() - message.start());
        return message;
    }

    /** Whether a record stands for a message that is damaged, which has no values. */
    static boolean isDamagedMessage(SourceRecord record) {
        return record.problem() != null && Stream.of(record.values()).allMatch(Objects::isNull);
    }

    private static Draft parent(Scope scope, IdentityHashMap<Scope, Draft> drafts) {
        Scope around = scope.around();
        while (around != null && !drafts.containsKey(around)) {
            around = around.around();
        }
        return around == null ? null : drafts.get(around);
    }

    /** The table that shows a damaged message: the outermost of its type. */
    private String tableOf(Loop root) {
        Loop loop = root;
        while (loop.table() == null && !loop.within().isEmpty()) {
            loop = loop.within().get(0);
        }
        return loop.table() == null ? tables.isEmpty() ? "message" : tables.get(0).name : loop.table().name;
    }

    private static String describe(EdiMessage message) {
        String reference = Property.MESSAGE.of(message);
        return "the message %s%s is damaged: %s"
                .formatted(
                        message.type().isEmpty() ? "of no type" : message.type(),
                        reference == null ? "" : " " + reference,
                        message.damage());
    }

    /** Fails when messages came and none of them has a table. */
    void requireSome() throws DeliveryException {
        if (!found && !unwanted.isEmpty()) {
            throw new DeliveryException(
                    "the file has no message that a <table> of the job is for; its types: "
                            + String.join(", ", unwanted.keySet()),
                    0,
                    0,
                    false);
        }
    }

    /** What was left out. */
    List<String> remarks() {
        return unwanted.entrySet().stream()
                .map(type -> "left out: %d %s of the type %s, for which the job has no <table>"
                        .formatted(type.getValue(), type.getValue() == 1 ? "message" : "messages", type.getKey()))
                .toList();
    }
}
