"""Trains the rows: the sum of a sentence's rows is to point where MiniLM points for the sentence.

Spanish sentences of Tatoeba's pairs are to point where MiniLM points for their English side, and so are English
sentences put into Spanish word by word. Adam over the rows that a batch touches. Writes WORK/vectors.npz.
usage: train.py [ROUNDS]
"""
import glob
import os
import pickle
import sys
import time

import numpy as np
import scipy.sparse as sp

from common import PAIRS, WORK, words
from measure import Lemmas

CELLS = 128


class Rows:
    """Which rows a word stands for, as `Vectors::word` of the crate has it."""

    def __init__(self, keys, lemmas):
        self.number = {k: i for i, k in enumerate(keys)}
        self.lemmas, self.cache = lemmas, {}

    def of(self, word):
        """Rows in English, rows in Spanish, pieces; the first two are None where the word is not known there."""
        if word not in self.cache:
            self.cache[word] = (self.whole(word, "e", 0), self.whole(word, "s", 1), self.pieces(word))
        return self.cache[word]

    def whole(self, word, tag, side):
        if tag + word in self.number:
            return [self.number[tag + word]]
        for lemma in self.lemmas.of(word)[side]:
            if tag + lemma in self.number:
                return [self.number[tag + lemma]]
        return None

    def pieces(self, word):
        out, at = [], 0
        while at < len(word) and len(out) < 4:
            for end in range(len(word), at, -1):
                key = ("#" if at else "e") + word[at:end]
                if key in self.number:
                    out.append(self.number[key])
                    break
            else:
                end = at + 1
            at = end
        return out

    def text(self, tokens):
        """Rows of a text; the language that has more words of its own is taken for its words in both."""
        of = [self.of(w) for w in tokens]
        spanish = sum((s is not None) - (e is not None) for e, s, _ in of) > 0
        return self.blend(of, spanish)

    @staticmethod
    def blend(of, spanish):
        rows = []
        for e, s, p in of:
            rows += (s or e if spanish else e or s) or p
        return rows


class Sentences:
    """Sentences as rows, and where each is to point."""

    def __init__(self):
        self.rows, self.targets = [], []

    def add(self, rows, target):
        if rows:
            self.rows.append(np.array(rows, np.int32))
            self.targets.append(target)


def teacher():
    texts, vectors = [], []
    lines = [l.rstrip("\n").split("\t", 1)[1] for l in open(f"{WORK}/train.tsv", encoding="utf-8")]
    for path in sorted(p for p in glob.glob(f"{WORK}/enc/*.npy") if ".tmp." not in p):
        at = int(os.path.basename(path)[:7])
        part = np.load(path).astype(np.float32)
        texts += lines[at:at + len(part)]
        vectors.append(part)
    return texts, np.vstack(vectors)


def prepare():
    """Rows, where they begin, and what they are trained on: lists of rows with where their sum is to point."""
    rng = np.random.default_rng(14)
    data = pickle.load(open(f"{WORK}/lexicon.pickle", "rb"))
    keys, prior, used = pickle.load(open(f"{WORK}/vocabulary.pickle", "rb"))
    lemmas = Lemmas(data)
    rows = Rows(keys, lemmas)
    texts, vectors = teacher()
    # The 128 directions in which the sentences differ most.
    values, axes = np.linalg.eigh(vectors.T @ vectors / len(vectors))
    axes = axes[:, ::-1][:, :CELLS].astype(np.float32)
    print(len(texts), "sentences; kept of the square length:", float(values[::-1][:CELLS].sum() / values.sum()), flush=True)
    aim = vectors @ axes
    aim /= np.linalg.norm(aim, axis=1, keepdims=True)
    start = prior @ axes
    start /= np.linalg.norm(start, axis=1, keepdims=True) + 1e-9
    count = np.array(used, np.float64)
    spanish_row = np.array([k[0] == "s" for k in keys])
    share = np.where(spanish_row, count / count[spanish_row].sum(), count / count[~spanish_row].sum())
    weight = 1e-3 / (1e-3 + share)
    weight[[k[0] == "#" for k in keys]] = 0.5

    english, pairs, by_word = Sentences(), Sentences(), Sentences()
    held = set(rng.choice(len(texts), 2000, replace=False).tolist())
    at = {t: i for i, t in enumerate(texts)}
    tokens = [words(t) for t in texts]
    english_rows = [[rows.of(w) for w in t] for t in tokens]
    for i, of in enumerate(english_rows):
        if i not in held:
            english.add(rows.blend(of, False), aim[i])
    for line in open(PAIRS, encoding="utf-8"):
        en, es = line.rstrip("\n").split("\t")[:2]
        i = at.get(en)
        if i is not None and i not in held:
            pairs.add(rows.blend([rows.of(w) for w in words(es)], True), aim[i])
    spanish_for = Translator(data["table"]["en"], lemmas, rows.number)
    for i, of in enumerate(english_rows):
        if i not in held:
            out = [r for w, (e, _, _) in zip(tokens[i], of) for r in spanish_for.word(w, e, rng)]
            if len(out) >= 3:
                by_word.add(out, aim[i])
    print(len(english.rows), "English", len(pairs.rows), "pairs", len(by_word.rows), "word by word", flush=True)
    held = sorted(held)
    return {
        "table": (start * weight[:, None]).astype(np.float32), "axes": axes, "sets": [english, pairs, by_word],
        "held": ([rows.blend(english_rows[i], False) for i in held], aim[held]),
    }


class Translator:
    """Puts English words into Spanish, one of the translations at a time, by their weights."""

    def __init__(self, table, lemmas, number):
        self.table, self.lemmas, self.number, self.kept = table, lemmas, number, {}

    def options(self, word):
        if word not in self.kept:
            found = {}
            for lemma in self.lemmas.of(word)[0][:1]:
                for t, v in self.table.get(lemma, {"to": []})["to"]:
                    if "s" + t in self.number:
                        row = self.number["s" + t]
                        found[row] = max(v, found.get(row, 0))
            self.kept[word] = (list(found), np.cumsum(list(found.values()))) if found else None
        return self.kept[word]

    def word(self, word, english, rng):
        options = self.options(word)
        if options:
            return [options[0][int(np.searchsorted(options[1], rng.random() * options[1][-1]))]]
        # Names and numbers are the same in both languages; other words without a translation are left out.
        return [] if word in self.table else english or []


def fit(ready, rounds, drop=0.2, contrast=0.0, heat=0.05, rate=0.003, batch=1024, seed=14, say=True):
    rng = np.random.default_rng(seed)
    table = ready["table"].copy()
    rows = [r for s in ready["sets"] for r in s.rows]
    targets = np.array([t for s in ready["sets"] for t in s.targets], np.float32)
    lens = np.array([len(r) for r in rows])
    flat = np.concatenate(rows)
    starts = np.concatenate([[0], np.cumsum(lens)])
    m, v = np.zeros_like(table), np.zeros_like(table)
    steps, step, began = rounds * (len(lens) // batch), 0, time.time()
    for turn in range(rounds):
        order = rng.permutation(len(lens))
        loss = 0.0
        for b in range(0, len(order) - batch + 1, batch):
            chosen = order[b:b + batch]
            cells = np.concatenate([flat[starts[i]:starts[i + 1]] for i in chosen])
            bounds = np.repeat(np.arange(batch), lens[chosen])
            # Some words are left out: what is looked for names only a part of what was said.
            keep = rng.random(len(cells)) > drop
            cells, bounds = cells[keep], bounds[keep]
            touched, local = np.unique(cells, return_inverse=True)
            bag = sp.csr_matrix((np.ones(len(cells), np.float32), (bounds, local)), (batch, len(touched)))
            sums = bag @ table[touched]
            norm = np.linalg.norm(sums, axis=1, keepdims=True) + 1e-6
            unit = sums / norm
            aimed = targets[chosen]
            loss += float(1 - (unit * aimed).sum() / batch)
            push = -aimed
            if contrast:
                # Among the others of the batch as MiniLM ranks them.
                push = push + contrast * ((softmax(unit @ aimed.T / heat) - softmax(aimed @ aimed.T / heat)) @ aimed)
            grad = (push - unit * (push * unit).sum(1, keepdims=True)) / norm / batch
            g = bag.T @ grad
            step += 1
            m[touched] = 0.9 * m[touched] + 0.1 * g
            v[touched] = 0.99 * v[touched] + 0.01 * g * g
            table[touched] -= rate * (1 - step / steps) * (m[touched] / (np.sqrt(v[touched]) + 1e-7))
        if say:
            held_rows, held_aim = ready["held"]
            h = np.array([table[r].sum(0) if r else np.zeros(CELLS) for r in held_rows])
            h /= np.linalg.norm(h, axis=1, keepdims=True) + 1e-9
            print(turn, "loss", round(loss / (len(order) // batch), 4), "held back", round(float((h * held_aim).sum(1).mean()), 4),
                  round(time.time() - began), "s", flush=True)
    return table


def softmax(x):
    x = np.exp(x - x.max(1, keepdims=True))
    return x / x.sum(1, keepdims=True)


def main():
    ready = prepare()
    table = fit(ready, int(sys.argv[1]) if len(sys.argv) > 1 else 14)
    np.savez(f"{WORK}/vectors.npz", table=table, axes=ready["axes"])


if __name__ == "__main__":
    main()
