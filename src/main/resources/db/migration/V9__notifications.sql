-- Runs on H2 and PostgreSQL as it is.

-- What somebody may want to hear of a scheduled task. The end of a run is entered in the transaction that ends it.
CREATE TABLE task_event (
    id        BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    task      VARCHAR(64) NOT NULL,
    kind      VARCHAR(20) NOT NULL,                     -- Ended, Overdue, Stale
    task_run  BIGINT,                                   -- the run that is meant, or NULL
    alert     VARCHAR(200) UNIQUE,                      -- what an alert is about: told once; NULL for the end of a run
    message   VARCHAR,                                  -- of an alert
    occurred  TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    open_task VARCHAR(64)                               -- the task until it is decided who is told, else NULL
);
CREATE INDEX task_event_open ON task_event (open_task, id);
CREATE INDEX task_event_occurred ON task_event (occurred);

-- The outbox: what is told, to whom it is told by the parameters of the task at that time.
CREATE TABLE notification (
    id           BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    uid          VARCHAR(36) NOT NULL UNIQUE,           -- the same at every attempt: receivers know it by this
    event        BIGINT NOT NULL REFERENCES task_event (id),
    task         VARCHAR(64) NOT NULL,
    channel      VARCHAR(8) NOT NULL,                   -- Mail, Webhook
    kind         VARCHAR(20) NOT NULL,                  -- Completed, CompletedWithErrors, Failed, Recovered, Overdue, Stale
    held_back    INTEGER NOT NULL,                      -- how many were not sent since the one before
    state        VARCHAR(8) NOT NULL,                   -- Held, Waiting, Sent, GivenUp
    attempts     INTEGER DEFAULT 0 NOT NULL,
    next_attempt TIMESTAMP(3) WITH TIME ZONE,           -- NULL once it has ended
    node         VARCHAR(64),                           -- that is sending it, else NULL
    reason       VARCHAR,                               -- of the latest failure
    created      TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    ended        TIMESTAMP(3) WITH TIME ZONE
);
CREATE INDEX notification_due ON notification (next_attempt);
CREATE INDEX notification_of_task ON notification (task, channel, id);
CREATE INDEX notification_of_event ON notification (event);

-- How a task stands with those who are told of it.
CREATE TABLE notification_state (
    task         VARCHAR(64) NOT NULL,
    channel      VARCHAR(8) NOT NULL,
    failing      BOOLEAN DEFAULT FALSE NOT NULL,        -- the last they heard is a failure
    last_failure TIMESTAMP(3) WITH TIME ZONE,           -- when they were told of one
    last_success TIMESTAMP(3) WITH TIME ZONE,
    held_back    INTEGER DEFAULT 0 NOT NULL,            -- not sent since then
    gone         CHAR(64),                              -- SHA-256 of an address that answered 410: nothing is sent there
    PRIMARY KEY (task, channel)
);

-- Tasks that are watched: since when they are enabled, and when a run of theirs was completed last.
CREATE TABLE task_watch (
    task      VARCHAR(64) PRIMARY KEY,
    since     TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    completed TIMESTAMP(3) WITH TIME ZONE
);
