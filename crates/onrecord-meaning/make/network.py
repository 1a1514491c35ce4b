"""Packs MiniLM-L6 into onrecord-minilm.bin: network.py OUT [TINY]

Matrices as signed bytes with a scale for each row (what gives one number of the result), all else as floats; about
23 MB. With TINY a network of the same make with a few random weights is written instead, and what it gives for two
texts, for the tests of the crate.
All numbers little-endian; `src/network/file.rs` reads it.
"""
import struct
import sys

import numpy as np

from common import MODEL
from minilm import MiniLM

NAMES = ["attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense", "intermediate.dense", "output.dense"]


def matrix(w):
    scale = np.abs(w).max(1) / 127
    scale[scale == 0] = 1
    cells = np.clip(np.round(w / scale[:, None]), -127, 127).astype(np.int8)
    return scale.astype("<f4").tobytes() + cells.tobytes()


def floats(v):
    return np.asarray(v, "<f4").tobytes()


def pack(model, pieces, layers, heads):
    w = model.w
    width = w["embeddings.word_embeddings.weight"].shape[1]
    inner = w["encoder.layer.0.intermediate.dense.weight"].shape[0]
    places = w["embeddings.position_embeddings.weight"].shape[0]
    text = "\n".join(pieces).encode()
    out = b"ONRMINIL" + struct.pack("<7I", 1, layers, width, heads, inner, places, len(pieces)) + struct.pack("<I", len(text)) + text
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
    return out


def rounded(w):
    scale = np.abs(w).max(1, keepdims=True) / 127
    return (np.round(w / scale) * scale).astype(np.float32)


def tiny(path):
    """Two layers of 8 in 2 heads; prints what the texts of the tests give."""
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", ".", "the", "har", "##bour", "##s", "is", "closed", "senora", "b", "##ank"]
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
    open(path, "wb").write(pack(model, pieces, 2, 2))
    for ids in ([2, 5, 6, 7, 8, 9, 10, 4, 3], [2, 11, 1, 4, 3]):
        print(ids, np.round(model.forward(np.array([ids]))[0], 4).tolist())


def main():
    if len(sys.argv) > 2:
        return tiny(sys.argv[1])
    model = MiniLM(MODEL)
    vocab = model.tok.get_vocab()
    pieces = sorted(vocab, key=vocab.get)
    raw = pack(model, pieces, 6, 12)
    open(sys.argv[1], "wb").write(raw)
    print(len(raw), "bytes")


if __name__ == "__main__":
    main()
