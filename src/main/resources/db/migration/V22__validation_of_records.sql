-- Runs on H2 and PostgreSQL as it is.

-- By which rules the records of a collection have been judged, and how far. A record that is written is judged then; what lies there when the
-- rules change is judged again in the background, in the order of identifiers.
CREATE TABLE record_validation (
    collection INTEGER PRIMARY KEY REFERENCES record_collection (id),
    -- A hash of what fields may be
    rules      VARCHAR(32) NOT NULL,
    -- The last identifier that was judged; null: none yet
    reached    VARCHAR(255),
    checked    BIGINT      NOT NULL,
    total      BIGINT      NOT NULL,
    -- The number of changes from which on records are looked at once more in the end: who writes them may have known the rules before
    since      BIGINT      NOT NULL,
    begun      TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    ended      TIMESTAMP(3) WITH TIME ZONE,
    -- Whether these were looked at too
    settled    BOOLEAN     NOT NULL
);
