#!/usr/bin/env bash
# Topics of the services, and who may do what with them (kafka-acls.txt). What is there already stays, so that it can be run again.
#   kafka-setup.sh BOOTSTRAP SETTINGS [LIST]     SETTINGS: the file of a client that may do everything
set -euo pipefail
bootstrap=$1
settings=$2
list=${3:-$(dirname "${BASH_SOURCE[0]}")/kafka-acls.txt}
tools=${KAFKA_HOME:-/opt/kafka}/bin

for topic in contract.events rma.events notification.events; do
  "$tools/kafka-topics.sh" --bootstrap-server "$bootstrap" --command-config "$settings" --create --if-not-exists \
    --topic "$topic" --partitions 12 --config retention.ms=-1
done

# what each service signs of its log: one partition, as it has an order
for topic in contract.proofs rma.proofs notification.proofs; do
  "$tools/kafka-topics.sh" --bootstrap-server "$bootstrap" --command-config "$settings" --create --if-not-exists \
    --topic "$topic" --partitions 1 --config retention.ms=-1
done

# one call for each account and operation, as each starts a JVM
while read -r account operation; do
  resources=()
  while read -r each_account each_operation kind name; do
    if [ "$each_account $each_operation" = "$account $operation" ]; then
      resources+=("--$kind" "$name")
    fi
  done < <(grep -v '^#' "$list")
  "$tools/kafka-acls.sh" --bootstrap-server "$bootstrap" --command-config "$settings" --add \
    --allow-principal "User:$account" --operation "$operation" "${resources[@]}"
done < <(grep -v '^#' "$list" | awk 'NF {print $1, $2}' | sort -u)
