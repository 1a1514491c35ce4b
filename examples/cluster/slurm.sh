#!/bin/sh
#SBATCH --job-name=onrecord
#SBATCH --array=1-64
#SBATCH --cpus-per-task=2
#SBATCH --mem=2G
#SBATCH --time=04:00:00
#
# Extracts a folder that all nodes see, one shard a task, into OUT/1.ndjson … OUT/64.ndjson.
#
#   sbatch --export=ALL,FOLDER=/data/leaks,OUT=/data/shards slurm.sh
#
# A shard that is there is whole and not read again: after a failure, submit the same line once more.
# Not tried, neither on a cluster nor by hand.
set -eu

shard=${SLURM_ARRAY_TASK_ID:?submit it with sbatch}
shards=${SLURM_ARRAY_TASK_COUNT:?submit it with sbatch}

mkdir -p "${OUT:?}"
[ ! -e "$OUT/$shard.ndjson" ] || exit 0
onrecord extract "${FOLDER:?}" --shard "$shard/$shards" --jobs "${SLURM_CPUS_PER_TASK:-2}" \
    --no-cache -q > "$OUT/$shard.part"
mv "$OUT/$shard.part" "$OUT/$shard.ndjson"
