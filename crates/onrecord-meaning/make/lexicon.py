"""Joins English and Spanish lemmas: senses of WordNet with Spanish words, and what translates what in Tatoeba's pairs.

Writes WORK/lexicon.pickle, which `pack.py` turns into the table and `measure.py` measures.
"""
import collections
import math
import pickle

from common import (
    PAIRS, WORK, english_exceptions, english_lemmas, fold, spanish_frequencies, spanish_words, with_words_of_their_own, wordnet, words,
)

MOST_SENSES = 8          # translations kept a lemma
MOST_SYNONYMS = 8
LEAST = 0.06             # what weighs less than this share of the best is left out


def single(word):
    word = fold(word.replace("_", " "))
    return word if word.isalpha() and len(word) > 1 else None


def spanish_lemma_table():
    """form -> lemmas by count; lemma -> (count, pos)."""
    forms, counts, pos_of = collections.defaultdict(collections.Counter), collections.Counter(), {}
    for lemma, pos, count, flags, uses in spanish_frequencies():
        key = single(lemma)
        if key is None or pos in ("letter", "none"):
            continue
        counts[key] += count
        pos_of.setdefault(key, pos)
        for form, n in uses:
            form = single(form)
            if form:
                forms[form][key] += n
    return {f: [l for l, _ in c.most_common(3)] for f, c in forms.items()}, counts, pos_of


def model_one(pairs, rounds=6):
    """IBM model 1, t(target | source), over lemmas; `None` stands for no word at all."""
    t = collections.defaultdict(dict)
    seen = collections.Counter()
    for source, target in pairs:
        for s in source:
            for w in target:
                t[s][w] = 1.0
    for s in t:
        n = len(t[s])
        t[s] = dict.fromkeys(t[s], 1.0 / n)
    for _ in range(rounds):
        count = collections.defaultdict(lambda: collections.defaultdict(float))
        for source, target in pairs:
            for w in target:
                shares = [(s, t[s][w]) for s in source if w in t[s]]
                total = sum(share for _, share in shares)
                for s, share in shares:
                    count[s][w] += share / total
        for s, row in count.items():
            total = sum(row.values())
            t[s] = {w: c / total for w, c in row.items() if c / total > 1e-4}
            for w in t[s]:
                seen[(s, w)] = row[w]
    return t, seen


def main():
    synsets = wordnet()
    spanish_words(synsets)
    exceptions = english_exceptions()
    es_forms, es_counts, es_pos = spanish_lemma_table()
    plain = {single(w) for s in synsets.values() for w in s.words if w.islower()} - {None}
    # `Judges` is a book of the Bible; to people `judges` is a form of `judge`.
    for synset in synsets.values():
        synset.words = [w if w.islower() or english_lemmas(fold(w), plain, exceptions) in ([], [fold(w)]) else "" for w in synset.words]
        synset.spanish = {w: n for w, n in synset.spanish.items() if w.islower() or es_forms.get(fold(w), [fold(w)])[0] == fold(w)}
    english = {single(w) for s in synsets.values() for w in s.words} - {None}
    spanish = set(es_counts) | {single(w) for s in synsets.values() for w in s.spanish} - {None}
    spanish.discard(None)

    def en_lemma(w):
        return (english_lemmas(w, english, exceptions) or [w])[0]

    def es_lemma(w):
        return es_forms[w][0] if w in es_forms else w

    pairs, en_counts = [], collections.Counter()
    for line in open(PAIRS, encoding="utf-8"):
        en, es = line.rstrip("\n").split("\t")[:2]
        e, s = [en_lemma(w) for w in words(en)], [es_lemma(w) for w in words(es)]
        en_counts.update(e)
        if e and s and len(e) <= 30:
            pairs.append((list(dict.fromkeys(e)), list(dict.fromkeys(s))))
    print(len(pairs), "pairs")
    to_es, seen = model_one([(e + [None], s) for e, s in pairs])
    to_en, seen_back = model_one([(s + [None], e) for e, s in pairs])
    both = {}
    for e, row in to_es.items():
        for s, p in row.items():
            if e is None or s is None:
                continue
            q = to_en.get(s, {}).get(e, 0)
            n = min(seen[(e, s)], seen_back[(s, e)])
            score = math.sqrt(p * q) * n / (n + 1.5)
            if score >= 0.05 and n >= 1.2:
                both[(e, s)] = score
    print(len(both), "joined by model 1")

    # Senses: how much of a word's use falls to a sense, times how much of the sense to the other word.
    by_en, by_es = collections.defaultdict(list), collections.defaultdict(list)
    for synset in synsets.values():
        en = collections.Counter()
        for w, c in zip(synset.words, synset.counts):
            if single(w):
                en[single(w)] += c + 0.5
        es = collections.Counter()
        for w, n in synset.spanish.items():
            if single(w):
                es[single(w)] += n * (1.0 if single(w) in es_counts else 0.5)
        for w, c in en.items():
            by_en[w].append((c, en, es))
        for w, c in es.items():
            by_es[w].append((c * sum(en.values()), en, es))

    def joined(word, senses, other):
        total = sum(c for c, _, _ in senses)
        out = collections.Counter()
        for c, en, es in senses:
            there = es if other == "es" else en
            whole = sum(there.values())
            for w, n in there.items():
                out[w] += (c / total) * (n / whole)
        return out

    def weighed(word, table, other):
        """Weights of the translations of `word`, the best 1."""
        senses = table.get(word, [])
        out = joined(word, senses, other) if senses else collections.Counter()
        for w in list(out):
            out[w] *= 0.6
        row = (to_es if other == "es" else to_en).get(word, {})
        for w in row:
            pair = (word, w) if other == "es" else (w, word)
            if pair in both:
                out[w] += both[pair]
        if not out:
            return []
        best = max(out.values())
        kept = [(w, v / best) for w, v in out.most_common(MOST_SENSES) if v / best >= LEAST]
        return kept

    def synonyms(word, table, which):
        senses = table.get(word, [])
        total = sum(c for c, _, _ in senses) or 1
        out = collections.Counter()
        for c, en, es in senses:
            here = en if which == "en" else es
            whole = sum(here.values())
            for w, n in here.items():
                if w != word:
                    out[w] += (c / total) * (n / whole)
        return [(w, min(1.0, v)) for w, v in out.most_common(MOST_SYNONYMS) if v >= 0.02]

    def broader(word):
        """Hypernyms of the senses that carry a fifth of the word's use or more."""
        out = collections.Counter()
        senses = in_synsets.get(word, [])
        total = sum(c for c, _ in senses) or 1
        for c, synset in senses:
            if c / total < 0.2:
                continue
            for sign, up in synset.up:
                target = synsets.get(up)
                if target is None:
                    continue
                for w, n in zip(target.words, target.counts):
                    if single(w) and single(w) != word:
                        out[single(w)] += (c / total) * (0.6 if sign == "&" else 0.4) * (n + 0.5) / sum(k + 0.5 for k in target.counts)
        return [(w, min(1.0, v)) for w, v in out.most_common(3) if v >= 0.08]

    in_synsets = collections.defaultdict(list)
    for synset in synsets.values():
        for w, c in zip(synset.words, synset.counts):
            if single(w):
                in_synsets[single(w)].append((c + 0.5, synset))

    used = collections.Counter(en_counts)
    for synset in synsets.values():
        for w, c in zip(synset.words, synset.counts):
            if single(w):
                used[single(w)] += c
    table = {"en": {}, "es": {}}
    words_en = set(by_en) | {e for e, _ in both}
    for w in sorted(words_en):
        to, same, up = weighed(w, by_en, "es"), synonyms(w, by_en, "en"), broader(w)
        if to or ((same or up) and used[w] > 0):
            table["en"][w] = {"to": to, "same": same, "up": up}
    for w in sorted(set(by_es) | {s for _, s in both}):
        to, same = weighed(w, by_es, "en"), synonyms(w, by_es, "es")
        if to or same:
            table["es"][w] = {"to": to, "same": same, "up": []}
    print({k: len(v) for k, v in table.items()}, sum(len(v["to"]) for t in table.values() for v in t.values()), "translations",
          sum(len(v["same"]) + len(v["up"]) for t in table.values() for v in t.values()), "synonyms")
    pickle.dump({
        "table": table, "es_forms": with_words_of_their_own(es_forms, table["es"]), "es_counts": es_counts, "es_pos": es_pos, "en_counts": used,
        "exceptions": exceptions, "english": english, "spanish": spanish,
    }, open(f"{WORK}/lexicon.pickle", "wb"))
    for w in ("pescador", "sentimiento", "votante", "auricular", "viuda", "culpa"):
        print(w, table["es"].get(w))
    for w in ("fisherman", "gut", "feeling", "farm", "loss", "say"):
        print(w, table["en"].get(w))


if __name__ == "__main__":
    main()
