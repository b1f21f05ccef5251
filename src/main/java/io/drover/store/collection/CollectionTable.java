package io.drover.store.collection;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * The table of a collection's records.
 *
 * @param id of the collection among those that have records
 * @param indexed the fields that it has indexes of
 */
public record CollectionTable(int id, List<IndexedField> indexed) {
    private static final int HASH_BYTES = 8;

    public CollectionTable {
        indexed = List.copyOf(indexed);
    }

    /** As SQL names it. */
    String sql() {
        return "drover." + name();
    }

    String name() {
        return "record_" + id;
    }

    /** How the names of the indexes of fields begin. */
    String indexPrefix() {
        return name() + "_f_";
    }

    /** The name of the index of a field: another sort of values has another one. */
    String index(IndexedField field) {
        byte[] hash = DigestUtils.sha256((field.sort() + ":" + field.name()).getBytes(StandardCharsets.UTF_8));
        return indexPrefix() + HexFormat.of().formatHex(Arrays.copyOf(hash, HASH_BYTES));
    }

    Optional<IndexedField> indexed(FieldPath path, FieldPath.Sort sort) {
        return path.members().isEmpty()
                ? indexed.stream()
                        .filter(field -> field.name().equals(path.field()) && field.sort() == sort)
                        .findFirst()
                : Optional.empty();
    }
}
