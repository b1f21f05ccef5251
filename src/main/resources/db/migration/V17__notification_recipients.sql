-- Runs on H2 and PostgreSQL as it is.

-- Who is still to get a mail that others have got, with commas between them; NULL: all whom the task names.
ALTER TABLE notification ADD COLUMN recipients VARCHAR;
