package io.drover.store.collection;

/** What Drover knows of a record beside its document. */
public enum SystemField implements Operand {
    IDENTIFIER,
    /** When it was inserted; values are OffsetDateTime. */
    INSERTED,
    /** When it was changed last; values are OffsetDateTime. */
    UPDATED,
    VERSION,
    VALID;

    String column() {
        return switch (this) {
            case IDENTIFIER -> "identifier";
            case INSERTED -> "inserted";
            case UPDATED -> "updated";
            case VERSION -> "version";
            case VALID -> "valid";
        };
    }
}
