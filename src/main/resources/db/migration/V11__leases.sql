-- Runs on H2 and PostgreSQL as it is.

-- A claim counts as long as its delivery runs in the version that claimed. What earlier versions left behind goes.
ALTER TABLE table_claim ADD COLUMN version INTEGER;
UPDATE table_claim SET version = (SELECT d.version FROM delivery d WHERE d.id = table_claim.delivery) WHERE delivery IS NOT NULL;
DELETE FROM table_claim WHERE delivery IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.id = table_claim.delivery AND d.state = 'Running');

-- The few that run are looked for several times a minute, among all that ever ran.
CREATE INDEX execution_of_status ON execution (status, id);
