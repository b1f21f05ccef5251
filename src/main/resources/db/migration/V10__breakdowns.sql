-- Runs on H2 and PostgreSQL as it is.

-- How many runs on a delivery have begun and not ended in order: an Error ended them, or the server died. Counted when a run
-- begins; what has brought down two is set aside instead of being taken up a third time.
ALTER TABLE delivery ADD COLUMN breakdowns INTEGER DEFAULT 0 NOT NULL;
