"""Chooses the rows of the vectors and what each begins as.

English words and pieces begin as MiniLM's vector of the word alone, Spanish lemmas as the mean of their translations'.
Writes WORK/vocabulary.pickle.
"""
import collections
import pickle

import numpy as np

from common import MODEL, PAIRS, WORK, fold, words
from minilm import MiniLM

MOST_ENGLISH, MOST_SPANISH = 27000, 11500


def main():
    data = pickle.load(open(f"{WORK}/lexicon.pickle", "rb"))
    counts = collections.Counter()
    for line in open(f"{WORK}/train.tsv", encoding="utf-8"):
        counts.update(words(line.partition("\t")[2]))
    spanish_counts = collections.Counter()
    for line in open(PAIRS, encoding="utf-8"):
        spanish_counts.update(words(line.split("\t")[1]))
    model = MiniLM(MODEL)
    pieces = model.tok.get_vocab()
    whole = sorted(w for w in pieces if (w.isalpha() and len(w) > 1 or w.isdigit() and len(w) <= 4 or len(w) == 1 and w.isalnum()) and w.isascii())
    score = collections.Counter()
    for w in whole:
        # The vocabulary of MiniLM is in the order of its own counts, which reach further than the training text.
        score[w] = 4 + 1e6 / (2000 + pieces[w]) + counts[w]
    for w, n in counts.items():
        if w.isascii() and len(w) <= 24 and n >= 3:
            score[w] = max(score[w], n)
    for w, n in data["en_counts"].items():
        if w in data["english"] and n >= 2:
            score[w] = max(score[w], n)
    english = [w for w, _ in sorted(score.items(), key=lambda p: (-p[1], p[0]))[:MOST_ENGLISH]]
    for c in "abcdefghijklmnopqrstuvwxyz0123456789":
        if c not in english:
            english.append(c)
    inner = sorted(w for w in pieces if w.startswith("##") and w[2:].isalnum() and w.isascii())

    # Spanish: lemmas that translate, by their count in subtitles and in the pairs.
    lemma_counts = collections.Counter(data["es_counts"])
    for w, n in spanish_counts.items():
        for lemma in data["es_forms"].get(w, [w])[:1]:
            lemma_counts[lemma] += 20 * n
    candidates = [w for w, _ in lemma_counts.most_common() if w in data["table"]["es"] and data["table"]["es"][w]["to"] or spanish_counts[w] >= 8]
    spanish = candidates[:MOST_SPANISH]
    print(len(english), "English words", len(inner), "pieces", len(spanish), "Spanish lemmas")

    texts = english + [w[2:] for w in inner]
    vectors = model.encode(texts)
    of = dict(zip(english, vectors))
    prior = []
    for w in spanish:
        entry = data["table"]["es"].get(w, {"to": []})
        v = sum((weight * of[t] for t, weight in entry["to"] if t in of), np.zeros(384, np.float32))
        if not np.any(v) and w in of:
            v = of[w]
        prior.append(v / (np.linalg.norm(v) or 1))
    keys = ["e" + w for w in english] + ["#" + w[2:] for w in inner] + ["s" + w for w in spanish]
    used = [counts[w] for w in english] + [0] * len(inner) + [lemma_counts[w] for w in spanish]
    pickle.dump((keys, np.vstack([vectors, prior]).astype(np.float32), used), open(f"{WORK}/vocabulary.pickle", "wb"))


if __name__ == "__main__":
    main()
