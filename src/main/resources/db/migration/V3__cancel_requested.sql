-- When somebody asked to cancel the run; the node that runs it sees it there. Runs on H2 and PostgreSQL as it is.
ALTER TABLE execution ADD COLUMN cancel_requested TIMESTAMP(3) WITH TIME ZONE;
