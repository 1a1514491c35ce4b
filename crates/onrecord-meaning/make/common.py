"""What the scripts share: where things lie, folding and words as `onrecord-text` has them, lemmas."""
import csv
import os
import re
import subprocess
import unicodedata

# Where downloads and results are kept; nothing of it is part of the repository.
WORK = os.environ.get("MEANING_WORK", "/tmp/meaning-work")
# Public repositories, each `owner+name/repo`, as bare or working clones.
CLONES = os.environ.get("MEANING_CLONES", f"{WORK}/clones")
WORDNET = f"{WORK}/wn/usr/share/wordnet"
PAIRS = f"{WORK}/spa-eng/spa.txt"
MODEL = f"{WORK}/model"

PLAIN = {"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "’": "'", "‘": "'"}


def fold(text):
    """Case, accents and ligatures gone, as `onrecord_text::fold`."""
    text = "".join(PLAIN.get(c, c) for c in text.lower())
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


ENDING = re.compile(r"'(s|ll|re|ve|d|m)\b")
WORD = re.compile(r"[^\W\d_]+|\d+")


def words(text):
    """Folded words in order, possessive endings left out."""
    return WORD.findall(ENDING.sub("", fold(text)))


def clone_file(repo, path, at="HEAD"):
    folder = f"{CLONES}/{repo}/repo"
    out = subprocess.run(["git", "-C", folder, "show", f"{at}:{path}"], capture_output=True, check=True)
    return out.stdout.decode("utf-8", "replace")


class Synset:
    __slots__ = ("id", "words", "counts", "spanish", "up")

    def __init__(self, number):
        self.id, self.words, self.counts, self.spanish, self.up = number, [], [], {}, []


def wordnet():
    """Synsets of WordNet 3.0 by `offset-pos`, each word with how often it was tagged in this sense."""
    tagged = {}
    for line in open(f"{WORDNET}/cntlist.rev"):
        key, _, count = line.split()
        tagged[key] = int(count)
    synsets = {}
    for pos, kind in (("noun", "n"), ("verb", "v"), ("adj", "a"), ("adv", "r")):
        for line in open(f"{WORDNET}/data.{pos}", encoding="latin-1"):
            if line.startswith("  "):
                continue
            parts = line.partition(" | ")[0].split()
            synset = Synset(f"{parts[0]}-{kind}")
            file, form, n = parts[1], parts[2], int(parts[3], 16)
            number = {"n": 1, "v": 2, "a": 3, "r": 4, "s": 5}[form]
            for i in range(n):
                word, lex = parts[4 + 2 * i], int(parts[5 + 2 * i], 16)
                word = re.sub(r"\((a|p|ip)\)$", "", word)
                key = f"{word.lower()}%{number}:{file}:{lex:02}::"
                synset.words.append(word)
                synset.counts.append(tagged.get(key, 0))
            at = 4 + 2 * n
            for i in range(int(parts[at])):
                sign, target, target_pos = parts[at + 1 + 4 * i: at + 4 + 4 * i]
                if sign in ("@", "@i", "&"):
                    synset.up.append((sign, f"{target}-{'a' if target_pos == 's' else target_pos}"))
            synsets[synset.id] = synset
    return synsets


def spanish_words(synsets):
    """Adds the Spanish words of the MCR (1.0 each), Wiktionary and CLDR to the synsets."""
    for source, path, at in (
        ("mcr", "wns/mcr/wn-data-spa.tab", "v1.4"),
        ("wikt", "wns/wikt/wn-wikt-spa.tab", "HEAD"),
        ("cldr", "wns/cldr/wn-cldr-spa.tab", "HEAD"),
    ):
        for line in clone_file("omwn+omw-data", path, at).splitlines():
            parts = line.split("\t")
            if line.startswith("#") or len(parts) < 3 or "lemma" not in parts[1]:
                continue
            number = parts[0].replace("-s", "-a")
            if number in synsets:
                word = parts[2].strip().replace("_", " ")
                synsets[number].spanish[word] = synsets[number].spanish.get(word, 0) + 1


def english_exceptions():
    out = {}
    for pos in ("noun", "verb", "adj", "adv"):
        for line in open(f"{WORDNET}/{pos}.exc"):
            form, *lemmas = line.split()
            if "_" not in form and all("_" not in lemma for lemma in lemmas):
                out.setdefault(fold(form), [])
                for lemma in lemmas:
                    if fold(lemma) not in out[fold(form)]:
                        out[fold(form)].append(fold(lemma))
    return out


ENGLISH_RULES = [
    ("ies", "y"), ("es", "e"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", ""),
    ("er", ""), ("er", "e"), ("est", ""), ("est", "e"), ("men", "man"), ("ly", ""), ("ily", "y"),
]


def english_lemmas(form, known, exceptions):
    """What `form` may be a form of, the likeliest first; `known` says what is a lemma."""
    if form in exceptions:
        return exceptions[form]
    if form in known and not (form.endswith("ed") or form.endswith("ing")):
        return [form]
    out = [form] if form in known else []
    for ending, instead in ENGLISH_RULES:
        if form.endswith(ending) and len(form) - len(ending) >= 2:
            stem = form[: len(form) - len(ending)]
            tries = [stem + instead]
            if instead == "" and ending in ("ed", "ing", "er", "est") and len(stem) > 2 and stem[-1] == stem[-2]:
                tries.append(stem[:-1])
            for lemma in tries:
                if lemma in known and lemma not in out:
                    out.append(lemma)
                    return out[:2]
    return out


def spanish_frequencies():
    """Lemma, part of speech, count, and forms with their counts, of subtitles (FrequencyWords, merged by doozan)."""
    rows = csv.DictReader(clone_file("doozan+spanish_data", "frequency.csv").splitlines())
    for row in rows:
        forms = []
        for use in row["usage"].split("|"):
            count, _, form = use.partition(":")
            if form and count.isdigit():
                forms.append((form, int(count)))
        yield row["spanish"], row["pos"], int(row["count"]), row["flags"], forms


def with_words_of_their_own(forms, table):
    """Adds to what a form belongs to the entry that it is itself, or the plural of: `viuda` is not only a `viudo`."""
    for form, lemmas in list(forms.items()):
        for own in (form, form.removesuffix("s"), form.removesuffix("es")):
            if own in lemmas:
                break
            if table.get(own, {"to": []})["to"]:
                feminine = own.endswith("a") and lemmas[0] == own[:-1] + "o"
                forms[form] = ([own] + lemmas if feminine else lemmas + [own])[:3]
                break
    return forms
