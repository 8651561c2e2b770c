#!/usr/bin/env bash
# A bearer token of any role for 12 hours, asked for inside the issuer's container, as the image has no curl:
#   docker compose exec identity token --role ROLE [--customer ID]... [--actor NAME]
set -euo pipefail
export LC_ALL=C

encoded() {
  local text=$1 i char
  for ((i = 0; i < ${#text}; i++)); do
    char=${text:i:1}
    case $char in
      [a-zA-Z0-9._~-]) printf %s "$char" ;;
      *) printf '%%%02X' "$(($(printf %d "'$char") & 255))" ;;
    esac
  done
}

form=grant_type=$(encoded urn:rmaflow:grant-type:local-token)
while [ $# -gt 0 ]; do
  case $1 in
    --role) name=role ;;
    --customer) name=customer_id ;;
    --actor) name=actor ;;
    *)
      echo "token: it knows --role ROLE, --customer ID and --actor NAME, not $1" >&2
      exit 2
      ;;
  esac
  [ $# -gt 1 ] || {
    echo "token: $1 needs a value" >&2
    exit 2
  }
  form="$form&$name=$(encoded "$2")"
  shift 2
done

secret=${RMA_CLI_SECRET:-$(sed -n 's/^rma-cli=//p' "${RMAFLOW_IDENTITY_DIRECTORY:?is not set}/clients.properties")}
exec 3<>"/dev/tcp/127.0.0.1/${SERVER_PORT:?is not set}"
printf 'POST /oauth2/token HTTP/1.0\r\nHost: localhost\r\nAuthorization: Basic %s\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s' \
  "$(printf 'rma-cli:%s' "$(encoded "$secret")" | base64 -w 0)" "${#form}" "$form" >&3
answer=$(cat <&3)
token=$(sed -n 's/.*"access_token":"\([^"]*\)".*/\1/p' <<<"$answer")
if [ -z "$token" ]; then
  why=$(sed -n 's/.*"error_description":"\([^"]*\)".*/\1/p' <<<"$answer")
  echo "token: ${why:-${answer%%$'\r'*}}" >&2
  exit 1
fi
echo "$token"
