-- PostgreSQL only. A dequeue begins at the head of a queue, where the entries of what was taken before lie until they are vacuumed
-- away. By default that waits for a fifth of the table, and with a long history that is a lot to step over each time.
ALTER TABLE message SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000);
