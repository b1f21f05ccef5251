-- Runs on H2 and PostgreSQL as it is.

-- How far scheduled tasks have read the systems they ask. Entered with the end of a run whose jobs have all loaded.
CREATE TABLE task_checkpoint (
    task  VARCHAR(64)   NOT NULL,
    name  VARCHAR(200)  NOT NULL,             -- what it counts: the add-in says
    point VARCHAR(8000) NOT NULL,
    saved TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (task, name)
);
