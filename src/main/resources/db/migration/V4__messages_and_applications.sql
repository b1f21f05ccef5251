-- Runs on H2 and PostgreSQL as it is.

-- A payload in the queue of a recurring job, or of a data management action (activity NULL).
CREATE TABLE message (
    id              BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, -- the order of arrival
    uid             VARCHAR(36) NOT NULL UNIQUE,        -- the message id that clients know
    activity        VARCHAR(36),                        -- the recurring job's id
    job             VARCHAR(64) NOT NULL,
    direction       VARCHAR(6) NOT NULL,                -- IMPORT, EXPORT
    status          VARCHAR(24) NOT NULL,
    open_queue      VARCHAR(70),                        -- the queue it is in (activity, else data/<job>) until it has ended, else NULL
    execution_uid   VARCHAR(200) NOT NULL UNIQUE,       -- the execution id that clients know, made with the message
    execution       BIGINT REFERENCES execution (id),   -- the latest run of the job on it
    file            VARCHAR(512),                       -- its original name
    sha256          CHAR(64),                           -- of the payload; NULL: there is none (yet)
    size            BIGINT,
    payload_removed TIMESTAMP(3) WITH TIME ZONE,        -- when its retention ended
    external_id     VARCHAR(512),
    company         VARCHAR(20),
    entity          VARCHAR(255),
    options         VARCHAR,                            -- of a data management action, as JSON
    application     VARCHAR(100),                       -- the client that enqueued or asked for it
    idempotency_key VARCHAR(255),
    receipt         VARCHAR(64),                        -- of the latest delivery to a client
    lease_until     TIMESTAMP(3) WITH TIME ZONE,        -- while a client has it, else NULL
    last_dequeued   TIMESTAMP(3) WITH TIME ZONE,        -- the latest time, NULL before the first
    earlier_dequeue TIMESTAMP(3) WITH TIME ZONE,        -- the time before that
    attempts        INTEGER DEFAULT 0 NOT NULL,         -- deliveries to clients, or runs of the job
    records         BIGINT,                             -- total records exported
    version         INTEGER DEFAULT 0 NOT NULL,         -- raised by every change: who read an older one changes nothing
    reason          VARCHAR,                            -- of the latest transition
    created         TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    changed         TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    UNIQUE (activity, idempotency_key)
);
-- Waiting messages of a queue have no lease and are found in their order, and so are those whose lease ran out: whatever has
-- ended, or is on lease, is not looked at. See docs/decisions/0020.
CREATE INDEX message_open ON message (open_queue, lease_until, id);
CREATE INDEX message_of_activity ON message (activity, id);
CREATE INDEX message_of_payload ON message (sha256);

-- Every status that a message has had. No foreign key, which each change would pay for; both are deleted together.
CREATE TABLE message_transition (
    message BIGINT NOT NULL,
    version INTEGER NOT NULL,
    status  VARCHAR(24) NOT NULL,
    at      TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    reason  VARCHAR,
    receipt VARCHAR(64),                                -- of a delivery to a client
    PRIMARY KEY (message, version)
);

ALTER TABLE delivery ADD COLUMN message BIGINT REFERENCES message (id) ON DELETE SET NULL;
CREATE INDEX delivery_of_message ON delivery (message);

-- What a run did to each table (entity).
CREATE TABLE execution_table (
    execution       BIGINT NOT NULL REFERENCES execution (id),
    position        INTEGER NOT NULL,
    table_name      VARCHAR(255) NOT NULL,
    read_count      BIGINT NOT NULL,
    inserted_count  BIGINT NOT NULL,
    updated_count   BIGINT NOT NULL,
    unchanged_count BIGINT NOT NULL,
    deleted_count   BIGINT NOT NULL,
    rejected_count  BIGINT NOT NULL,
    skipped_count   BIGINT NOT NULL,
    PRIMARY KEY (execution, position)
);

-- A client that may ask for something: an application of the token issuer, or one that Drover gives tokens itself.
CREATE TABLE application (
    client_id VARCHAR(100) PRIMARY KEY,
    name      VARCHAR(100) NOT NULL UNIQUE,
    roles     VARCHAR(100) NOT NULL,                    -- separated by commas: operator, reader; empty: connector only
    enabled   BOOLEAN NOT NULL,
    created   TIMESTAMP(3) WITH TIME ZONE NOT NULL
);

-- At most two valid secrets of an application.
CREATE TABLE application_secret (
    id        BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    client_id VARCHAR(100) NOT NULL REFERENCES application (client_id) ON DELETE CASCADE,
    hash      VARCHAR(200) NOT NULL,                    -- algorithm, iterations, salt and hash
    created   TIMESTAMP(3) WITH TIME ZONE NOT NULL
);
CREATE INDEX application_secret_of ON application_secret (client_id);

-- Public halves of the keys that this Drover's nodes sign tokens with; each private half stays on its node.
CREATE TABLE signing_key (
    kid     VARCHAR(64) PRIMARY KEY,
    node    VARCHAR(64) NOT NULL,
    jwk     VARCHAR NOT NULL,
    created TIMESTAMP(3) WITH TIME ZONE NOT NULL
);
