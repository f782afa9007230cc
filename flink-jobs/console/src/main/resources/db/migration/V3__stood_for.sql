-- What an alert adds to the anomaly that stands for it.
ALTER TABLE alerts ADD COLUMN recent BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE alerts ADD COLUMN currency VARCHAR(20);
