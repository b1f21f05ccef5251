-- Runs on H2 and PostgreSQL as it is.

-- What clients upload before an import and download after an export. The content is a payload, as that of messages is.
CREATE TABLE blob (
    name        VARCHAR(200) PRIMARY KEY,               -- in its URL
    file        VARCHAR(512) NOT NULL,                  -- what the client calls it
    application VARCHAR(100) NOT NULL,                  -- the client that asked for the URL
    sha256      CHAR(64),                               -- NULL: nothing is written yet
    size        BIGINT,
    created     TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    changed     TIMESTAMP(3) WITH TIME ZONE NOT NULL
);
CREATE INDEX blob_of_payload ON blob (sha256);
CREATE INDEX blob_changed ON blob (changed);

-- Blocks of a blob, until the sweep after they were committed or given up; their content are payloads too.
CREATE TABLE blob_block (
    blob      VARCHAR(200) NOT NULL REFERENCES blob (name) ON DELETE CASCADE,
    id        VARCHAR(100) NOT NULL,                    -- Base64, chosen by the client
    committed BOOLEAN NOT NULL,
    sha256    CHAR(64) NOT NULL,
    size      BIGINT NOT NULL,
    PRIMARY KEY (blob, id, committed)
);
CREATE INDEX blob_block_of_payload ON blob_block (sha256);

-- The key that this installation signs the URLs of blobs with; one row, shared by its nodes.
CREATE TABLE blob_key (
    id     SMALLINT PRIMARY KEY CHECK (id = 1),
    secret VARCHAR(100) NOT NULL
);
