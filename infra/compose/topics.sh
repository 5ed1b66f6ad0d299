#!/bin/bash
# Makes the topics of the contract: six partitions, kept for ever. Run again it changes nothing.
set -euo pipefail
topic() {
  /opt/kafka/bin/kafka-topics.sh --bootstrap-server kafka:9092 --create --if-not-exists --topic "$1" --partitions 6 \
    --config "retention.ms=$2"
}
for name in crm.leads crm.deals crm.directory crm.activities crm.documents; do topic "$name" -1; done
topic crm.internal.signals 86400000
