#!/usr/bin/env bash
# Gives each process of Waymark the rights at Kafka that it needs, and no other: a user for each job, for the console, for the
# canary, for engineers, and for what sends events. To be run once by an administrator, and again after an upgrade, where Kafka's
# kafka-acls.sh is on the PATH:
#
#   infra/kafka-acls.sh --bootstrap-server broker:9093 --command-config admin.properties
#
# WAYMARK_TOPIC_PREFIX is the jobs' waymark.topic-prefix (default: waymark.). The users are waymark-journey and so on; with TLS
# certificates instead of passwords, map their names to these (ssl.principal.mapping.rules). Who may read or write a topic may
# also describe it. Brokers refuse what is not allowed here only if an authorizer is on and
# allow.everyone.if.no.acl.found is not.
set -euo pipefail
prefix=${WAYMARK_TOPIC_PREFIX-waymark.}
access=("$@")

allow() { # USER OPERATION RESOURCE...
  kafka-acls.sh "${access[@]}" --add --allow-principal "User:waymark-$1" --operation "$2" "${@:3}"
}

topics() { # USER OPERATION TOPIC...
  local named=()
  for topic in "${@:3}"; do
    named+=(--topic "$prefix$topic")
  done
  allow "$1" "$2" "${named[@]}"
}

# Where a job has read to is published under a group of its own, for people to look at.
group() { # JOB
  allow "$1" Read --group "$prefix$1"
}

# What is written exactly once is written in transactions with a name of the job's own.
transactions() { # JOB
  allow "$1" Write --transactional-id "waymark/$prefix$1/" --resource-pattern-type prefixed
}

group journey
transactions journey
topics journey Read interactions rules
topics journey Write signals facts journeys rule-usage late dead-letters erasures

group intervention
transactions intervention
topics intervention Read signals facts rules pauses
topics intervention Write triggers decisions outcomes experiments pauses dead-letters erasures

group pulse
topics pulse Read interactions signals facts journeys decisions outcomes deliveries rules
topics pulse Write kpis alerts dead-letters erasures

group delivery
topics delivery Read triggers alerts facts redeliveries
topics delivery Write deliveries dead-letters erasures

# The console shows what there is, and of some topics only how much. People stop interventions there, and its audit ends in a
# topic that nobody else writes to.
topics console Read alerts kpis signals journeys decisions triggers deliveries outcomes experiments rule-usage pauses facts \
  rules audit-heads
topics console Describe interactions late dead-letters
topics console Write pauses audit-heads

# The canary is a customer who does not exist, and reads whether it is missed.
topics canary Read signals
topics canary Write interactions

# Engineers: ./waymark topics, rules, interventions, outcomes, deliveries and dead-letters. What was once replayed is remembered
# under a group.
allow engineer Read --group "${prefix}dead-letters-replay"
for operation in Create Alter AlterConfigs DescribeConfigs Describe; do
  allow engineer "$operation" --topic "$prefix" --resource-pattern-type prefixed
done
topics engineer Read rules rule-revisions pauses decisions experiments deliveries redeliveries dead-letters
topics engineer Write rules rule-revisions pauses redeliveries interactions

# What sends events.
topics source Write interactions
