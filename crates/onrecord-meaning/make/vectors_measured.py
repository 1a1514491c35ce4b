"""Measures the vectors alone and beside the words: vectors_measured.py CORPUS.ndjson QUERIES.tsv [VECTORS.npz …]"""
import os
import pickle
import sys

import numpy as np

import measure
from common import WORK, words
from measure import Lemmas, Search, load, rank, report
from train import Rows


def unit(x):
    return x / (np.linalg.norm(x, axis=1, keepdims=True) + 1e-9)


def texts(rows_of, table, tokens):
    out = np.zeros((len(tokens), table.shape[1]), np.float32)
    for i, t in enumerate(tokens):
        r = rows_of.text(t)
        if r:
            out[i] = table[r].sum(0)
    return unit(out)


def main():
    docs, rows = load(*sys.argv[1:3])
    data = pickle.load(open(f"{WORK}/lexicon.pickle", "rb"))
    keys, _, _ = pickle.load(open(f"{WORK}/vocabulary.pickle", "rb"))
    lemmas = Lemmas(data)
    rows_of = Rows(keys, lemmas)
    doc_words, query_words = [words(d) for d in docs], [words(r[3]) for r in rows]
    kept = f"{WORK}/bench_scores.pickle"
    if os.path.exists(kept):
        scored = pickle.load(open(kept, "rb"))
    else:
        search = Search(docs, lemmas)
        scored = [{i: s for i, s in search.score(q).items()} for _, _, _, q in rows]
        pickle.dump(scored, open(kept, "wb"))
    targets = [int(r[2][1:]) for r in rows]
    for path in sys.argv[3:] or [f"{WORK}/vectors.npz"]:
        table = np.load(path)["table"]
        d, q = texts(rows_of, table, doc_words), texts(rows_of, table, query_words)
        near = q @ d.T
        def place(scores, t):
            return 1 + int((scores > scores[t]).sum()) + int((scores[:t] == scores[t]).sum())
        report("vectors " + os.path.basename(path), rows, lambda n: place(near[n], targets[n]))
        print("   among 50 / 200 (gist en):", [round(float(np.mean([place(near[n], targets[n]) <= k for n, r in enumerate(rows) if r[0] == "gist" and r[1] == "en"])), 2) for k in (50, 200)])
        for share in (0.3, 0.5, 0.7):
            def both(n):
                s = np.zeros(len(docs), np.float32)
                best = max(scored[n].values(), default=1.0)
                for i, v in scored[n].items():
                    s[i] = v / best
                return place(share * s + (1 - share) * near[n] / near[n].max(), targets[n])
            report(f"   with words, lexicon {share}", rows, both)


if __name__ == "__main__":
    main()
