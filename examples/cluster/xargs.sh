#!/bin/sh
# Extracts a folder in N shards, JOBS at once on this machine, into OUT/1.ndjson … OUT/N.ndjson.
#
#   xargs.sh FOLDER OUT [N] [JOBS]
#
# A shard that is there is whole and not read again: after a failure, run the same line once more.
set -eu

folder=${1:?usage: xargs.sh FOLDER OUT [N] [JOBS]}
out=${2:?usage: xargs.sh FOLDER OUT [N] [JOBS]}
shards=${3:-16}
jobs=${4:-2}

mkdir -p "$out"
export folder out shards
seq "$shards" | xargs -n 1 -P "$jobs" sh -c '
    [ -e "$out/$1.ndjson" ] && exit
    onrecord extract "$folder" --shard "$1/$shards" --jobs 1 --no-cache -q > "$out/$1.part" &&
        mv "$out/$1.part" "$out/$1.ndjson"
' sh
