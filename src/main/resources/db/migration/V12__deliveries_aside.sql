-- Runs on H2 and PostgreSQL as it is.

-- The folder below Files/Integration/Loading/<job> into which a delivery was taken out of the inbox, before it was read; NULL while it
-- lies in the inbox. While it lies there, open_file is job/file/aside rather than job/file/sha256.
ALTER TABLE delivery ADD COLUMN aside VARCHAR(36);
CREATE INDEX delivery_aside ON delivery (aside);
