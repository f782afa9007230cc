-- What rules have done and cost in each hour of event time: sums of samples.
CREATE TABLE rule_usage (
  rule_id VARCHAR(200) NOT NULL,
  since_hour BIGINT NOT NULL,
  events BIGINT NOT NULL,
  nanos BIGINT NOT NULL,
  journeys BIGINT NOT NULL,
  bytes BIGINT NOT NULL,
  suppressed BIGINT NOT NULL,
  PRIMARY KEY (rule_id, since_hour)
);
CREATE INDEX rule_usage_hour ON rule_usage (since_hour);
