-- Runs on H2 and PostgreSQL as it is.

-- What has been sent of queues whose rows tasks send one by one, and what was answered: the answer is kept before it is
-- worked on, so that a row which was answered is never sent again.
CREATE TABLE sent_order (
    queue        VARCHAR(300) NOT NULL,       -- data source and table
    order_id     VARCHAR(255) NOT NULL,
    state        VARCHAR(16)  NOT NULL,       -- Sending, Answered, Refused, Unclear
    run          BIGINT       NOT NULL,       -- the run of a task that has sent it last
    attempts     INT          NOT NULL,
    refusals     INT          NOT NULL,       -- how often the remote system has said no
    reason       VARCHAR(2000),               -- why it was not taken, the last time
    answer       TEXT,
    first_sent   TIMESTAMP WITH TIME ZONE NOT NULL,
    last_sent    TIMESTAMP WITH TIME ZONE NOT NULL,
    next_attempt TIMESTAMP WITH TIME ZONE,    -- not before this
    PRIMARY KEY (queue, order_id)
);

-- Queues whose remote system was away: scheduled runs wait until then.
CREATE TABLE sent_order_pause (
    queue        VARCHAR(300) PRIMARY KEY,
    outages      INT          NOT NULL,       -- in a row
    next_attempt TIMESTAMP WITH TIME ZONE NOT NULL,
    reason       VARCHAR(2000)
);
