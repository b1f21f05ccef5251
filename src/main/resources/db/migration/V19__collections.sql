-- Runs on H2 and PostgreSQL as it is.

-- Collections that have records. The records of each are in a table of their own, record_ID, which is made when the collection is first
-- used: its indexes are those that its definition asks for.
CREATE TABLE record_collection (
    id      INTEGER GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- In small letters: names of definitions are unique whatever their case
    code    VARCHAR(64) NOT NULL UNIQUE,
    -- By which change follows on change, where the database has no number of its own for that
    changes BIGINT      NOT NULL DEFAULT 0
);
