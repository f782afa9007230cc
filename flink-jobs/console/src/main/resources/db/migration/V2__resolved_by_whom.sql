-- Who resolved an alert, and when in the time of its events: it comes back if it fires on.
ALTER TABLE alerts ADD COLUMN closed_by VARCHAR(200);
ALTER TABLE alerts ADD COLUMN closed_at BIGINT;
