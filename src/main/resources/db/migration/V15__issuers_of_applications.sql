-- Whose tokens are an application's own: 'drover', or NAME of the settings drover.auth.issuer.NAME. Empty: not yet said, for one
-- that was added before and has no secret here, and so is of another issuer
ALTER TABLE application ADD COLUMN issuer VARCHAR(64) DEFAULT 'drover' NOT NULL;
UPDATE application SET issuer = '' WHERE client_id NOT IN (SELECT client_id FROM application_secret);
