-- Runs on H2 and PostgreSQL as it is.

-- One run of a scheduled task, or an instant at which it did not run.
CREATE TABLE task_run (
    id           BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    task         VARCHAR(64) NOT NULL,
    scheduled    TIMESTAMP(3) WITH TIME ZONE,           -- the due instant; NULL when a person or a start asked for the run
    outcome      VARCHAR(12) NOT NULL,                  -- Running, Completed, Failed, Interrupted, Skipped, Missed
    running_task VARCHAR(64) UNIQUE,                    -- the task while it runs, else NULL: one run at a time
    started      TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    ended        TIMESTAMP(3) WITH TIME ZONE,
    message      VARCHAR,
    node         VARCHAR(64) NOT NULL,
    lease_until  TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    UNIQUE (task, scheduled)                            -- of several nodes one decides about an instant
);

-- Up to when the due instants of a task have been decided on.
CREATE TABLE task_state (
    task       VARCHAR(64) PRIMARY KEY,
    seen_until TIMESTAMP(3) WITH TIME ZONE NOT NULL
);

-- The ledger: what was given to a job, and how far it got.
CREATE TABLE delivery (
    id           BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    uid          VARCHAR(36) NOT NULL,                  -- what a ledger in another database knows it by
    job          VARCHAR(64) NOT NULL,
    file         VARCHAR(512) NOT NULL,
    sha256       CHAR(64) NOT NULL,
    task_run     BIGINT REFERENCES task_run (id),
    state        VARCHAR(12) NOT NULL,                  -- Waiting, Running, Loaded, Failed, Duplicate, Gone
    open_file    VARCHAR(700) UNIQUE,                   -- job/file/sha256 while the file lies in the inbox, else NULL
    running_job  VARCHAR(64) UNIQUE,                    -- the job while it runs, else NULL: one delivery at a time
    execution    BIGINT,                                -- the latest one
    node         VARCHAR(64) NOT NULL,
    lease_until  TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    version      INTEGER DEFAULT 0 NOT NULL,            -- raised by every claim: who claimed earlier can no longer commit
    created      TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    ended        TIMESTAMP(3) WITH TIME ZONE
);
CREATE INDEX delivery_of_job ON delivery (job, id);
CREATE INDEX delivery_of_task_run ON delivery (task_run);

-- One run of a job.
CREATE TABLE execution (
    id              BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    job             VARCHAR(64) NOT NULL,
    task            VARCHAR(64),
    delivery        BIGINT REFERENCES delivery (id),
    file            VARCHAR(512),
    status          VARCHAR(20) NOT NULL,               -- Running, Completed, CompletedWithErrors, Failed, Cancelled
    read_count      BIGINT DEFAULT 0 NOT NULL,
    inserted_count  BIGINT DEFAULT 0 NOT NULL,
    updated_count   BIGINT DEFAULT 0 NOT NULL,
    unchanged_count BIGINT DEFAULT 0 NOT NULL,
    deleted_count   BIGINT DEFAULT 0 NOT NULL,
    rejected_count  BIGINT DEFAULT 0 NOT NULL,
    skipped_count   BIGINT DEFAULT 0 NOT NULL,
    started         TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    ended           TIMESTAMP(3) WITH TIME ZONE,
    message         VARCHAR,
    node            VARCHAR(64) NOT NULL
);
CREATE INDEX execution_of_job ON execution (job, id);
CREATE INDEX execution_of_delivery ON execution (delivery);

-- A record that was not loaded, or a fault of the delivery as a whole (record_number NULL).
CREATE TABLE execution_error (
    execution     BIGINT NOT NULL REFERENCES execution (id),
    position      INTEGER NOT NULL,
    table_name    VARCHAR(255),
    line          INTEGER,
    record_number BIGINT,
    record_key    VARCHAR,
    column_name   VARCHAR(255),
    bad_value     VARCHAR,
    reason        VARCHAR NOT NULL,
    source_record VARCHAR,
    PRIMARY KEY (execution, position)
);
