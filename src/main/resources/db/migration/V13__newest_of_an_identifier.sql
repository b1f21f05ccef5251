-- Repeats are told by the newest message of an external identifier.
CREATE INDEX message_of_identifier ON message (activity, external_id, id DESC);
