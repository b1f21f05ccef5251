-- Runs on H2 and PostgreSQL as it is.

-- What is asked for each file of an inbox: earlier ones of its name, and what was loaded last. Without them, the more deliveries
-- there had been the longer each file took.
CREATE INDEX delivery_of_file ON delivery (job, file);
CREATE INDEX delivery_loaded ON delivery (job, state, ended DESC, id DESC);
