-- Runs on H2 and PostgreSQL as it is.

-- What running loads write to: two that write the same table do not run at once, over all nodes.
CREATE TABLE table_claim (
    target   VARCHAR(400) PRIMARY KEY,         -- data source/table; data source/*: any of its tables
    delivery BIGINT REFERENCES delivery (id)
);
INSERT INTO table_claim (target) VALUES (''); -- locked while a claim is decided on
