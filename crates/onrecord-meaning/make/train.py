"""Trains the rows: the sum of a sentence's rows is to point where MiniLM points for the sentence.

Spanish sentences of Tatoeba's pairs are to point where MiniLM points for their English side, and so are English
sentences put into Spanish word by word. Adam over the rows that a batch touches. Writes WORK/vectors.npz.
usage: train.py [ROUNDS]
"""
import glob
import os
import pickle
import random
import sys
import time

import numpy as np
import scipy.sparse as sp

from common import PAIRS, WORK, words
from measure import Lemmas

CELLS, BATCH, RATE = 128, 1024, 0.02


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


class Csr:
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


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 6
    random.seed(14)
    rng = np.random.default_rng(14)
    data = pickle.load(open(f"{WORK}/lexicon.pickle", "rb"))
    keys, prior, used = pickle.load(open(f"{WORK}/vocabulary.pickle", "rb"))
    lemmas = Lemmas(data)
    rows = Rows(keys, lemmas)
    texts, vectors = teacher()
    print(len(texts), "sentences", flush=True)
    # The 128 directions in which the sentences differ most.
    mean = vectors.mean(0)
    values, axes = np.linalg.eigh(vectors.T @ vectors / len(vectors))
    axes = axes[:, ::-1][:, :CELLS].astype(np.float32)
    print("kept of the square length:", float(values[::-1][:CELLS].sum() / values.sum()))
    aim = vectors @ axes
    aim /= np.linalg.norm(aim, axis=1, keepdims=True)
    start = prior @ axes
    start /= np.linalg.norm(start, axis=1, keepdims=True) + 1e-9
    count = np.array(used, np.float64)
    spanish_row = np.array([k[0] == "s" for k in keys])
    share = np.where(spanish_row, count / count[spanish_row].sum(), count / count[~spanish_row].sum())
    weight = 1e-3 / (1e-3 + share)
    weight[[k[0] == "#" for k in keys]] = 0.5
    table = (start * weight[:, None]).astype(np.float32)

    sets = Csr()
    at = {t: i for i, t in enumerate(texts)}
    held = set(rng.choice(len(texts), 2000, replace=False).tolist())
    english_rows = []
    for i, t in enumerate(texts):
        of = [rows.of(w) for w in words(t)]
        english_rows.append(of)
        if i not in held:
            sets.add(rows.blend(of, False), aim[i])
    n_english = len(sets.rows)
    for line in open(PAIRS, encoding="utf-8"):
        en, es = line.rstrip("\n").split("\t")[:2]
        i = at.get(en)
        if i is not None and i not in held:
            sets.add(rows.blend([rows.of(w) for w in words(es)], True), aim[i])
    n_pairs = len(sets.rows) - n_english
    # Word by word: each English word by one of its translations, by weight; words without one are left out.
    to = {}
    def spanish_for(w):
        if w not in to:
            options = {}
            for lemma in lemmas.of(w)[0][:1]:
                for t, v in data["table"]["en"].get(lemma, {"to": []})["to"]:
                    if "s" + t in rows.number:
                        options[rows.number["s" + t]] = max(v, options.get(rows.number["s" + t], 0))
            # Names and numbers are the same in both.
            to[w] = (list(options), np.cumsum(list(options.values()))) if options else None
        return to[w]
    for i, t in enumerate(texts):
        if i in held:
            continue
        out = []
        for w, (e, s, p) in zip(words(t), english_rows[i]):
            options = spanish_for(w)
            if options:
                out.append(options[0][int(np.searchsorted(options[1], rng.random() * options[1][-1]))])
            elif w in data["table"]["en"]:
                continue
            elif e:
                out += e
        if len(out) >= 3:
            sets.add(out, aim[i])
    print(n_english, "English", n_pairs, "pairs", len(sets.rows) - n_english - n_pairs, "word by word", flush=True)

    targets = np.array(sets.targets, np.float32)
    lens = np.array([len(r) for r in sets.rows])
    flat = np.concatenate(sets.rows)
    starts = np.concatenate([[0], np.cumsum(lens)])
    m, v = np.zeros_like(table), np.zeros_like(table)
    held = sorted(held)
    held_rows = [rows.blend(english_rows[i], False) for i in held]
    step, began = 0, time.time()
    total_steps = rounds * (len(lens) // BATCH)
    for turn in range(rounds):
        order = rng.permutation(len(lens))
        loss = 0.0
        for b in range(0, len(order) - BATCH + 1, BATCH):
            batch = order[b:b + BATCH]
            cells = np.concatenate([flat[starts[i]:starts[i + 1]] for i in batch])
            # A fifth of the words are left out: what is looked for names only a part of what was said.
            bounds = np.repeat(np.arange(BATCH), lens[batch])
            keep = rng.random(len(cells)) > DROP
            cells, bounds = cells[keep], bounds[keep]
            touched, local = np.unique(cells, return_inverse=True)

            bag = sp.csr_matrix((np.ones(len(cells), np.float32), (bounds, local)), (BATCH, len(touched)))
            sums = bag @ table[touched]
            norm = np.linalg.norm(sums, axis=1, keepdims=True) + 1e-6
            unit = sums / norm
            aimed = targets[batch]
            cos = (unit * aimed).sum(1, keepdims=True)
            loss += float((1 - cos).mean())
            push = -aimed
            if CONTRAST:
                # Among the others of the batch as MiniLM ranks them.
                logits = unit @ aimed.T / TEMPERATURE
                logits -= logits.max(1, keepdims=True)
                p = np.exp(logits); p /= p.sum(1, keepdims=True)
                want = aimed @ aimed.T / TEMPERATURE
                want -= want.max(1, keepdims=True)
                q = np.exp(want); q /= q.sum(1, keepdims=True)
                push = push + CONTRAST * ((p - q) @ aimed)
            grad_unit = push / BATCH
            grad = (grad_unit - unit * (grad_unit * unit).sum(1, keepdims=True)) / norm
            g = bag.T @ grad
            step += 1
            rate = RATE * (1 - step / total_steps) + 1e-4
            m[touched] = 0.9 * m[touched] + 0.1 * g
            v[touched] = 0.99 * v[touched] + 0.01 * g * g
            table[touched] -= rate * (m[touched] / (np.sqrt(v[touched]) + 1e-7)) * SCALE
        h = np.array([table[r].sum(0) if r else np.zeros(CELLS) for r in held_rows])
        h /= np.linalg.norm(h, axis=1, keepdims=True) + 1e-9
        print(turn, "loss", round(loss / (len(order) // BATCH), 4), "held back", round(float((h * aim[held]).sum(1).mean()), 4), round(time.time() - began), "s", flush=True)
    np.savez(f"{WORK}/vectors.npz", table=table, axes=axes)


DROP, CONTRAST, TEMPERATURE, SCALE = 0.2, 0.0, 0.05, 0.5

if __name__ == "__main__":
    main()
