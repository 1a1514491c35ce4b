"""MiniLM's vector of every sentence of train.tsv, in parts that a later run does not make again."""
import os
import time

import numpy as np

from common import MODEL, WORK
from minilm import MiniLM

PART = 3000

model = MiniLM(MODEL)
rows = [line.rstrip("\n").split("\t", 1)[1] for line in open(f"{WORK}/train.tsv", encoding="utf-8")]
os.makedirs(f"{WORK}/enc", exist_ok=True)
began = time.time()
for at in range(0, len(rows), PART):
    path = f"{WORK}/enc/{at:07}.npy"
    if not os.path.exists(path):
        np.save(f"{path}.tmp.npy", model.encode(rows[at:at + PART]).astype(np.float16))
        os.rename(f"{path}.tmp.npy", path)
        print(at + PART, "of", len(rows), round(time.time() - began), "s", flush=True)
