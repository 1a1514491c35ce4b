"""MiniLM-L6 (BERT, 6 layers, 384 wide) in numpy: the sentence vector is the normalised mean of the last layer."""
import json
import struct

import numpy as np
from scipy.special import erf
from tokenizers import Tokenizer


class MiniLM:
    layers, heads = 6, 12

    def __init__(self, folder):
        raw = open(f"{folder}/model.safetensors", "rb").read()
        n = struct.unpack("<Q", raw[:8])[0]
        head = json.loads(raw[8:8 + n]); base = 8 + n
        self.w = {}
        for k, v in head.items():
            if k == "__metadata__" or v["dtype"] != "F32": continue
            a, b = v["data_offsets"]
            self.w[k] = np.frombuffer(raw, np.float32, (b - a) // 4, base + a).reshape(v["shape"])
        self.tok = Tokenizer.from_file(f"{folder}/tokenizer.json")
        self.tok.no_padding(); self.tok.enable_truncation(128)
    @staticmethod
    def norm(x, g, b):
        m = x.mean(-1, keepdims=True); x = x - m
        v = np.einsum("...i,...i->...", x, x)[..., None] / x.shape[-1]
        return x / np.sqrt(v + 1e-12) * g + b
    def forward(self, ids):                      # ids: (batch, length), all of one length
        w = self.w; b, n = ids.shape
        x = w["embeddings.word_embeddings.weight"][ids] + w["embeddings.position_embeddings.weight"][:n] + w["embeddings.token_type_embeddings.weight"][0]
        x = self.norm(x, w["embeddings.LayerNorm.weight"], w["embeddings.LayerNorm.bias"]).reshape(b * n, -1)
        for l in range(self.layers):
            p = f"encoder.layer.{l}."
            lin = lambda name, x: x @ w[p + name + ".weight"].T + w[p + name + ".bias"]
            q, k, v = (lin(f"attention.self.{s}", x).reshape(b, n, self.heads, -1).transpose(0, 2, 1, 3) for s in ("query", "key", "value"))
            a = q @ k.transpose(0, 1, 3, 2) / np.float32(q.shape[-1] ** .5)
            a = np.exp(a - a.max(-1, keepdims=True)); a /= a.sum(-1, keepdims=True)
            c = (a @ v).transpose(0, 2, 1, 3).reshape(b * n, -1)
            x = self.norm(x + lin("attention.output.dense", c), w[p + "attention.output.LayerNorm.weight"], w[p + "attention.output.LayerNorm.bias"])
            h = lin("intermediate.dense", x)
            h = h * (np.float32(.5) * (1 + erf(h * np.float32(.7071067811865476))))
            x = self.norm(x + lin("output.dense", h), w[p + "output.LayerNorm.weight"], w[p + "output.LayerNorm.bias"])
        v = x.reshape(b, n, -1).mean(1)
        return v / np.linalg.norm(v, axis=1, keepdims=True)
    def encode(self, texts, progress=None):
        enc = [e.ids for e in self.tok.encode_batch(list(texts))]
        order = sorted(range(len(enc)), key=lambda i: len(enc[i]))
        out = np.zeros((len(enc), 384), np.float32); i = 0
        while i < len(order):
            n = len(enc[order[i]]); j = i
            while j < len(order) and len(enc[order[j]]) == n and (j - i) * n < 2048: j += 1
            out[order[i:j]] = self.forward(np.array([enc[k] for k in order[i:j]]))
            if progress and (i // 5000) != (j // 5000): progress(j)
            i = j
        return out
