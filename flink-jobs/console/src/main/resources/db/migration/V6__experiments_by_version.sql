-- How an experiment stands is said by version of its rule, and an old version's windows close long after a new one came.
DROP TABLE experiments;
CREATE TABLE experiments (
  experiment VARCHAR(200) NOT NULL,
  rule_version INT NOT NULL,
  body ${text} NOT NULL,
  PRIMARY KEY (experiment, rule_version)
);

-- A row was of whichever version had spoken last: the topic keeps the last word of each, and is read again from its beginning.
DELETE FROM offsets WHERE topic LIKE '%experiments';
