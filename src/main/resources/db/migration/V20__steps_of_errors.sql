-- In which step of a run a record has failed, by which rule of a schema, and where in the record: as a JSON pointer.
ALTER TABLE execution_error ADD COLUMN step VARCHAR(20);
ALTER TABLE execution_error ADD COLUMN rule VARCHAR(1000);
ALTER TABLE execution_error ADD COLUMN path VARCHAR(1000);
