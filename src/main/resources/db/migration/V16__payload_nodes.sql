-- Runs on H2 and PostgreSQL as it is.

-- Which server wrote the payload: its machine and the beginning of its id. NULL: of before, or there is none
ALTER TABLE message ADD COLUMN payload_node VARCHAR(100);
