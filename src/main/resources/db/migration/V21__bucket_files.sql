-- Runs on H2 and PostgreSQL as it is.

-- The SHA-256 of files in buckets, as far as it has been asked for. What a bucket holds, its folder says: a line is believed only of a file that
-- still has this size and this time.
CREATE TABLE bucket_file (
    bucket   VARCHAR(64)  NOT NULL,
    file     VARCHAR(255) NOT NULL,
    bytes    BIGINT       NOT NULL,
    -- Microseconds since 1970
    modified BIGINT       NOT NULL,
    sha256   CHAR(64)     NOT NULL,
    PRIMARY KEY (bucket, file)
);
