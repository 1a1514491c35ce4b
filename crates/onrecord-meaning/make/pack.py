"""Packs what `lexicon.py` and `train.py` made into the two tables of `assets`.

dictionary.bin: magic, version, then English and Spanish: lemmas (sorted), endings, forms (front-coded), senses.
vectors.bin: magic, version, 128, keys (sorted), a scale of two bytes each, a row of 128 signed bytes each.
All numbers little-endian. `src/bytes.rs`, `list.rs`, `forms.rs`, `dictionary.rs`, `vectors.rs` read them.
"""
import os
import pickle
import struct
import sys

import numpy as np

from common import WORK

ASSETS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "assets")
LONGEST, BLOCK = 40, 16

ENGLISH_ENDINGS = """ies>y
+ied>y
+ied>ie
es>
s>
+ed>=
+ed>
+ed>e
+ing>=
+ing>
+ing>e
er>=
er>
er>e
est>=
est>
est>e
men>man
ily>y
ly>
ly>le"""


def spanish_endings():
    """Endings of nouns and adjectives, then of regular verbs with what may hang on an infinitive or a gerund."""
    lines = ["ces>z", "es>", "s>", "as>o", "a>o", "os>o", "iones>ion", "amente>o", "mente>", "isimo>o", "isima>o"]
    verbs = {
        "ar": "o as a amos ais an e aste o asteis aron aba abas abamos abais aban are aras ara aremos areis aran aria arias ariamos "
              "ariais arian es emos en ara aramos ase ases asemos asen ando ado ada ados adas ad",
        "er": "o es e emos eis en i iste io imos isteis ieron ia ias iamos iais ian ere eras era eremos eran eria erias eriamos "
              "erian a as amos an iera ieras ieramos ieran iese iesen iendo ido ida idos idas ed",
        "ir": "o es e imos is en i iste io isteis ieron ia ias iamos iais ian ire iras ira iremos iran iria irias iriamos irian a as "
              "amos an iera ieras ieran iese iesen iendo ido ida idos idas id",
    }
    clitics = ["se", "lo", "la", "los", "las", "le", "les", "me", "te", "nos", "selo", "sela"]
    out = []
    for infinitive, endings in verbs.items():
        gerund = "ando" if infinitive == "ar" else "iendo"
        out += [(e, infinitive) for e in endings.split()]
        out += [(base + c, infinitive) for base in (infinitive, gerund) for c in clitics]
    out.sort(key=lambda p: (-len(p[0]), ["ar", "er", "ir"].index(p[1])))
    seen = set()
    for ending, infinitive in out:
        if (ending, infinitive) not in seen:
            seen.add((ending, infinitive))
            lines.append(f"{ending}>{infinitive}")
    return "\n".join(lines)


def by_endings(form, rules, lemmas):
    """As `Endings::lemma`."""
    for line in rules:
        of_all, rule = line.startswith("+"), line.lstrip("+")
        ending, instead = rule.split(">")
        if not form.endswith(ending) or len(form) - len(ending) < 2 or (form in lemmas and not of_all):
            continue
        stem = form[: len(form) - len(ending)]
        if instead == "=":
            if len(stem) < 2 or stem[-1] != stem[-2]:
                continue
            stem, instead = stem[:-1], ""
        if stem + instead in lemmas:
            return stem + instead
    return None


def lemmas_by_rule(form, rules, lemmas):
    out = [form] if form in lemmas else []
    made = by_endings(form, rules, lemmas)
    return out + ([made] if made else [])


def number(n):
    return struct.pack("<I", n)


def stretch(data):
    return number(len(data)) + data


def starts(pieces):
    out, at = [0], 0
    for p in pieces:
        at += len(p)
        out.append(at)
    return struct.pack(f"<{len(out)}I", *out)


def sorted_words(words):
    raw = [w.encode() for w in words]
    assert raw == sorted(raw) and len(set(raw)) == len(raw)
    return number(len(raw)) + starts(raw) + stretch(b"".join(raw))


def front_coded(forms):
    """forms: form -> numbers of lemmas."""
    items = sorted((f.encode(), numbers) for f, numbers in forms.items())
    items = [i for i in items if len(i[0]) <= LONGEST]
    blocks = []
    for at in range(0, len(items), BLOCK):
        block, before = b"", b""
        for form, numbers in items[at:at + BLOCK]:
            shared = len(os.path.commonprefix([before, form]))
            own = form[shared:]
            block += bytes([shared, len(own)]) + own + bytes([len(numbers)]) + b"".join(struct.pack("<H", n) for n in numbers)
            before = form
        blocks.append(block)
    return number(len(items)) + starts(blocks) + stretch(b"".join(blocks))


def dictionary(data):
    table, used = data["table"], {}
    targets = {"en": set(), "es": set()}
    for side, other in (("en", "es"), ("es", "en")):
        for entry in table[side].values():
            targets[other].update(w for w, _ in entry["to"])
            targets[side].update(w for w, _ in entry["same"] + entry["up"])
    # Lemmas that only a rule or a form leads to are kept where people use them.
    lemmas = {
        "en": sorted(set(table["en"]) | targets["en"] | {w for w, n in data["en_counts"].items() if n > 1 and w in data["english"]}, key=str.encode),
        "es": sorted(set(table["es"]) | targets["es"] | set(data["es_counts"]), key=str.encode),
    }
    lemmas = {side: [w for w in ws if len(w.encode()) <= LONGEST] for side, ws in lemmas.items()}
    index = {side: {w: i for i, w in enumerate(ws)} for side, ws in lemmas.items()}
    assert all(len(ws) < 65536 for ws in lemmas.values())
    forms = {"en": {}, "es": {}}
    rules = {"en": ENGLISH_ENDINGS.split("\n"), "es": spanish_endings().split("\n")}
    for form, ls in data["exceptions"].items():
        ls = [l for l in ls if l in index["en"]]
        if form in index["en"] and form not in ls:
            ls = ls + [form]
        if ls and form.isalpha() and ls != lemmas_by_rule(form, rules["en"], index["en"]):
            forms["en"][form] = ls[:3]
    for form, ls in data["es_forms"].items():
        # The past of `ser` is that of `ir` as well.
        ls = ls + ["ir"] if ls[0] == "ser" and form.startswith("fu") else ls
        ls = [l for l in ls if l in index["es"]][:3]
        if ls and ls != lemmas_by_rule(form, rules["es"], index["es"]):
            forms["es"][form] = ls
    out = b"ONRWORDS" + number(1)
    for side, other in (("en", "es"), ("es", "en")):
        senses = []
        for w in lemmas[side]:
            entry = table[side].get(w, {"to": [], "same": [], "up": []})
            raw = b""
            for kin, rows, there in ((0, entry["to"], other), (1, entry["same"], side), (2, entry["up"], side)):
                for word, weight in rows:
                    if word in index[there]:
                        raw += bytes([kin << 6 | max(1, min(63, round(63 * weight)))]) + struct.pack("<H", index[there][word])
            senses.append(raw)
        parts = [sorted_words(lemmas[side]), stretch("\n".join(rules[side]).encode()),
                 front_coded({f: [index[side][l] for l in ls] for f, ls in forms[side].items()}), starts(senses), stretch(b"".join(senses))]
        print(side, len(lemmas[side]), "lemmas", len(forms[side]), "forms; bytes:", [len(p) for p in parts])
        out += b"".join(parts)
    return out


def vectors(keys, table):
    order = sorted(range(len(keys)), key=lambda i: keys[i].encode())
    table = table[order]
    greatest = np.abs(table).max(1)
    longest = np.quantile(greatest, 0.999)
    # A row is its scale (12 bits) times its cells.
    scale = np.clip(np.round(greatest / longest * 4000), 1, 4095)
    cells = np.clip(np.round(table / longest * 4000 / scale[:, None] * 127), -127, 127).astype(np.int8)
    return (b"ONRPLACE" + number(1) + number(table.shape[1]) + sorted_words([keys[i] for i in order])
            + scale.astype("<u2").tobytes() + cells.tobytes())


def main():
    data = pickle.load(open(f"{WORK}/lexicon.pickle", "rb"))
    keys, _, _ = pickle.load(open(f"{WORK}/vocabulary.pickle", "rb"))
    for name, raw in (("dictionary", dictionary(data)), ("vectors", vectors(keys, np.load(sys.argv[1] if len(sys.argv) > 1 else f"{WORK}/vectors.npz")["table"]))):
        open(f"{ASSETS}/{name}.bin", "wb").write(raw)
        print(name, len(raw), "bytes")


if __name__ == "__main__":
    main()
