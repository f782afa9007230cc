-- Who resolved an alert, and when in the time of its events: it comes back if it fires on.
ALTER TABLE alerts ADD COLUMN closed_by VARCHAR(200);
ALTER TABLE alerts ADD COLUMN closed_at BIGINT;

-- What an anomaly is an alert of comes first; who silences a rule does not mean the incident that stands for it.
UPDATE alerts SET rule_ids = SUBSTRING(rule_ids FROM 1 FOR POSITION(',' IN SUBSTRING(rule_ids FROM 2)) + 1)
WHERE rule_ids LIKE ',%,%,' AND alert_id IN (SELECT alert_id FROM alert_bodies WHERE body LIKE '%"origin":"anomaly"%');

-- The worst first, and of those what began last: an alert that goes on stays where people have seen it.
UPDATE alerts SET by_severity = severity * 100000000000000 + first_at;
