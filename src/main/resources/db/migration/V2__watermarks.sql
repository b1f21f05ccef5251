-- Runs on H2 and PostgreSQL as it is.

-- How far a job has read an incremental source: commits with the rows that were read.
CREATE TABLE watermark (
    job     VARCHAR(64) NOT NULL,
    source  VARCHAR(512) NOT NULL,                      -- table or query, and its column
    highest VARCHAR NOT NULL,                           -- the highest value read, as text
    saved   TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (job, source)
);
