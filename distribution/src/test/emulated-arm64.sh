#!/usr/bin/env bash
# Holds the device's package for 64-bit ARM against the one for x86-64: both answer the same images with one edge on this machine,
# and must send as many bytes for each image and give the same numbers within 1e-4 of the largest.
#
#   emulated-arm64.sh JAVA BUNDLE IMAGE...     JAVA: the command that runs Java on ARM, such as "../shared/testbed/arm64 java"
#
# 'mvn package' must have been run. ARM code is emulated and slow, so latencies say nothing here.
set -euo pipefail
packages=$(cd "$(dirname "$0")/../../target" && pwd)
[ $# -ge 3 ] || { sed -n '2,/^$/p' "$0" | cut -c3- >&2; exit 2; }
read -ra java <<<"$1"
bundle=$2
shift 2

folder=$(mktemp -d)
edge=
trap '[ -z "$edge" ] || kill "$edge"; rm -rf "$folder"' EXIT
for machine in x86_64 aarch64; do
  mkdir "$folder/$machine"
  tar xzf "$packages"/scissionlite-device-*-linux-$machine.tar.gz -C "$folder/$machine"
done
tar xzf "$packages"/scissionlite-edge-*-linux-x86_64.tar.gz -C "$folder"

"$folder"/scissionlite-edge/bin/scissionlite-edge edge "$bundle" --listen 127.0.0.1:0 --rehearse 0 >"$folder/edge.txt" &
edge=$!
until port=$(sed -n 's/.*127\.0\.0\.1:\([0-9]*\).*/\1/p' "$folder/edge.txt") && [ -n "$port" ]; do
  kill -0 "$edge" || exit 1
  sleep 0.2
done

arguments=(device "$bundle" --edge "127.0.0.1:$port" --deadline 300000 --format json-lines --output-tensors json "$@")
"$folder"/x86_64/scissionlite-device/bin/scissionlite-device "${arguments[@]}" >"$folder/x86_64.jsonl"
"${java[@]}" -XX:+UseSerialGC -Djava.awt.headless=true -cp "$folder/aarch64/scissionlite-device/lib/*" \
  org.scissionlite.cli.OffloaderMain "${arguments[@]}" >"$folder/aarch64.jsonl"

python3 - "$folder/x86_64.jsonl" "$folder/aarch64.jsonl" <<'PYTHON'
import json
import sys

x86, arm = ([json.loads(line) for line in open(name)] for name in sys.argv[1:])
wrong = len(x86) != len(arm)
print(f"{'image':40} {'x86-64, bytes':>14} {'ARM, bytes':>11} {'largest difference':>19}")
for a, b in zip(x86, arm):
    pairs = [(x, y) for name in a["outputs"] for x, y in zip(a["outputs"][name]["data"], b["outputs"][name]["data"])]
    scale = max(abs(x) for x, _ in pairs)
    difference = max(abs(x - y) for x, y in pairs) / scale
    same = a["payloadBytes"] == b["payloadBytes"] and a["servedBy"] == b["servedBy"]
    wrong |= not same or difference > 1e-4
    print(f"{a['image'][-40:]:40} {a['payloadBytes']:14,} {b['payloadBytes']:11,} {difference:19.1e}")
print("differs" if wrong else f"same bytes, same answers: {len(x86)} images")
sys.exit(wrong)
PYTHON
