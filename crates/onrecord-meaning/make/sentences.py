"""Training text: English sentences with where each is from, shuffled. Writes WORK/train.tsv.

Tatoeba, glosses and examples of WordNet, speeches of presidents in office since 1945, and sentences of Wikipedia.
"""
import collections
import glob
import random
import re

from common import PAIRS, WORDNET, WORK, clone_file

MOST = {"tatoeba": 72000, "gloss": 34000, "example": 38000, "president": 64000, "wikisplit": 20000, "nllbseed": 7000}

found = {}


def add(source, sentence, shortest=20, longest=220):
    sentence = sentence.strip().strip('"“”')
    if shortest <= len(sentence) <= longest and sentence not in found:
        found[sentence] = source


def split(text):
    text = re.sub(r"\s+", " ", text)
    return re.split(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])", text)


def wordnet():
    for pos in ("noun", "verb", "adj", "adv"):
        for line in open(f"{WORDNET}/data.{pos}", encoding="latin-1"):
            if line.startswith("  "):
                continue
            head, _, gloss = line.partition(" | ")
            head = head.split()
            word = head[4].replace("_", " ")
            definition, *examples = re.split(r';\s*(?=")', gloss.strip())
            if not word[0].isupper():
                # The word beside its definition: its vector should say both.
                add("gloss", f"{word}: {definition}", 15, 160)
            for example in examples:
                add("example", example.strip('" '), 15, 160)


def wikipedia():
    for name in ("validation", "test"):
        for line in clone_file("google-research-datasets+wiki-split", f"{name}.tsv").splitlines():
            for part in line.split("\t")[1].split("<::::>"):
                for written, plain in ((" '' ", ' "'), (" ,", ","), (" .", "."), ("`` ", '"'), (" 's", "'s")):
                    part = part.replace(written, plain)
                add("wikisplit", part, 30, 180)
    for line in clone_file("common-parallel-corpora+multitext-nllb-seed", "data/Multitext-NLLB-Seed/eng_Latn").splitlines():
        add("nllbseed", line, 30, 220)


def main():
    random.seed(14)
    pairs = list(dict.fromkeys(line.split("\t")[0] for line in open(PAIRS, encoding="utf-8")))
    random.shuffle(pairs)
    for sentence in pairs:
        add("tatoeba", sentence, 12, 200)
    wordnet()
    for path in sorted(glob.glob(f"{WORK}/pres/data/*")):
        if int(path.split("/")[-1][:4]) >= 1945:
            for sentence in split(open(path, encoding="utf-8", errors="replace").read()):
                add("president", sentence, 35, 180)
    wikipedia()
    by = collections.defaultdict(list)
    for sentence, source in found.items():
        by[source].append(sentence)
    kept = []
    for source, sentences in by.items():
        random.shuffle(sentences)
        kept += [(sentence, source) for sentence in sentences[:MOST[source]]]
    random.shuffle(kept)
    print({source: len(sentences) for source, sentences in by.items()}, len(kept), "kept")
    with open(f"{WORK}/train.tsv", "w", encoding="utf-8") as out:
        for sentence, source in kept:
            out.write(f"{source}\t{sentence}\n")


if __name__ == "__main__":
    main()
