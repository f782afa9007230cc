-- When in the hour it was last said that a subtask leaves the rule out.
ALTER TABLE rule_usage ADD COLUMN quarantined_at BIGINT;
