"""Measures lexicon and vectors on queries written from memory: measure.py CORPUS.ndjson QUERIES.tsv [VECTORS.npz]

The corpus and the queries are for measuring only; nothing is fitted on them. Even queries are the half that
choices are made by, odd ones are kept back.
"""
import collections
import json
import math
import pickle
import sys

import numpy as np

from common import WORK, english_lemmas, words

K1, B = 1.2, 0.35


class Lemmas:
    def __init__(self, data):
        self.data, self.cache = data, {}
        self.known_en = set(data["table"]["en"]) | {w for w, n in data["en_counts"].items() if n > 0 and w in data["english"]}

    def of(self, form):
        if form not in self.cache:
            en = english_lemmas(form, self.known_en, self.data["exceptions"])
            es = self.data["es_forms"].get(form) or ([form] if form in self.data["table"]["es"] else spanish_rules(form, self.data["table"]["es"]))
            self.cache[form] = (en[:3], es[:3])
        return self.cache[form]


def spanish_rules(form, known):
    for ending, instead in (("es", ""), ("s", ""), ("as", "o"), ("a", "o"), ("os", "o"), ("mente", "o"), ("mente", "")):
        if form.endswith(ending) and form[: len(form) - len(ending)] + instead in known:
            return [form[: len(form) - len(ending)] + instead]
    for ending in VERB_ENDINGS:
        if form.endswith(ending):
            stem = form[: len(form) - len(ending)]
            for infinitive in ("ar", "er", "ir"):
                if len(stem) > 1 and stem + infinitive in known:
                    return [stem + infinitive]
    return []


VERB_ENDINGS = sorted(
    "aba abas abamos aban ado ada ados adas ando are ara aras aran aron aremos arian aria arla arlo arlas arlos arle arse ase asen aste amos an as a o "
    "ia ias iamos ian ido ida idos idas iendo iera ieran ieron iese era eran eria erian ere eremos erlo erla erse ira iran iria irian irlo irla irse "
    "io emos imos en es e".split(), key=lambda e: (-len(e), e))


class Search:
    def __init__(self, docs, lemmas):
        self.docs = [words(d) for d in docs]
        self.lemmas = lemmas
        self.post = collections.defaultdict(dict)
        for i, d in enumerate(self.docs):
            for w in d:
                keys = {"=" + w} | {"e" + l for l in lemmas.of(w)[0]} | {"s" + l for l in lemmas.of(w)[1]}
                for k in keys:
                    self.post[k][i] = self.post[k].get(i, 0) + 1
        self.mean = sum(map(len, self.docs)) / len(self.docs)
        self.n = len(docs)

    def idf(self, key):
        df = len(self.post.get(key, ()))
        return math.log(1 + (self.n - df + 0.5) / (df + 0.5))

    def expand(self, w, lexicon=True, synonyms=True):
        """key -> weight, language by language: a query word means one language, whichever it has a form in."""
        out = {"=" + w: 1.0}
        def put(k, v):
            if v > out.get(k, 0):
                out[k] = v
        en, es = self.lemmas.of(w)
        table = self.lemmas.data["table"]
        for l in en:
            put("e" + l, 0.9)
        for l in es:
            put("s" + l, 0.9)
        for l, here, there, k, same in [(l, "en", "es", "s", "e") for l in en] + [(l, "es", "en", "e", "s") for l in es]:
            entry = table[here].get(l)
            if not entry:
                continue
            if lexicon:
                for t, v in entry["to"]:
                    put(k + t, TO[0] + TO[1] * v)
            if synonyms:
                for t, v in entry["same"]:
                    put(same + t, SAME[0] + SAME[1] * v)
                for t, v in entry["up"]:
                    put(same + t, UP * v)
        return out

    def score(self, query, **how):
        total = collections.Counter()
        for w in words(query):
            best = {}
            for k, v in self.expand(w, **how).items():
                post = self.post.get(k)
                if not post:
                    continue
                s = v * self.idf(k)
                for i, tf in post.items():
                    g = s * tf * (K1 + 1) / (tf + K1 * (1 - B + B * len(self.docs[i]) / self.mean))
                    if g > best.get(i, 0):
                        best[i] = g
            total.update(best)
        return total


TO, SAME, UP = (0.35, 0.5), (0.1, 0.3), 0.3


def mrr(ranks):
    return sum(1 / r for r in ranks if r and r <= 10) / max(1, len(ranks)), sum(bool(r) and r <= 10 for r in ranks) / max(1, len(ranks))


def report(name, rows, rank_of):
    by = collections.defaultdict(list)
    for n, (kind, lang, target, query) in enumerate(rows):
        r = rank_of(n)
        by[f"{kind} {lang}"].append(r)
        by[f"{kind} {lang} half {'AB'[n // 2 % 2]}"].append(r)
    print(f"{name:34}" + "  ".join("%s %.3f (%.2f)" % (k, *mrr(by[k])) for k in ("gist en", "gist es", "cross en", "cross es") if k in by),
          "| A:", " ".join("%.3f" % mrr(by[k + " half A"])[0] for k in ("gist en", "gist es", "cross en", "cross es") if k + " half A" in by), flush=True)


def rank(scores, target):
    """Rank of `target` in a Counter; ties by number, as the program has them."""
    mine = scores.get(target, 0)
    if mine <= 0:
        return None
    return 1 + sum(1 for i, v in scores.items() if v > mine or (v == mine and i < target))


def load(corpus, queries):
    docs = [json.loads(l)["text"] for l in open(corpus, encoding="utf-8")]
    rows = [l.rstrip("\n").split("\t") for l in open(queries, encoding="utf-8")]
    return docs, rows


def main():
    docs, rows = load(*sys.argv[1:3])
    search = Search(docs, Lemmas(pickle.load(open(f"{WORK}/lexicon.pickle", "rb"))))
    for name, how in (("words", dict(lexicon=False, synonyms=False)), ("words + lexicon", dict(synonyms=False)), ("words + lexicon + synonyms", {})):
        scored = [search.score(q, **how) for _, _, _, q in rows]
        report(name, rows, lambda n: rank(scored[n], int(rows[n][2][1:])))


if __name__ == "__main__":
    main()
