"""Training sentences, English, each with where it came from; shuffled into shards of 4,000."""
import collections
import glob
import random
import re

from common import PAIRS, WORDNET, WORK, clone_file

def split(t):
    t=re.sub(r"\s+"," ",t)
    return re.split(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])",t)
out={}
def add(src,s,lo=20,hi=220):
    s=s.strip().strip('"“”')
    if lo<=len(s)<=hi and s not in out: out[s]=src
# Tatoeba
random.seed(14)
tat=list(dict.fromkeys(l.split("\t")[0] for l in open(PAIRS,encoding="utf-8")))
random.shuffle(tat)
for s in tat: add("tatoeba",s,12,200)
# WordNet glosses and examples
for pos in ("noun","verb","adj","adv"):
    for l in open(f"{WORDNET}/data.{pos}",encoding="latin-1"):
        if l.startswith("  "): continue
        f,_,g=l.partition(" | ")
        words=[w.replace("_"," ") for w in f.split()[4:4+2*int(f.split()[3],16):2]]
        parts=re.split(r';\s*(?=")',g.strip())
        d=parts[0]
        if words[0][0].isupper(): d=""
        # the word beside its definition: its vector should say both
        d and add("gloss",f"{words[0]}: {d}",15,160)
        for e in parts[1:]: add("example",e.strip('" '),15,160)
# Presidents in office since 1945
for f in sorted(glob.glob(f"{WORK}/pres/data/*")):
    y=int(f.split("/")[-1][:4])
    if y<1945: continue
    t=open(f,encoding="utf-8",errors="replace").read()
    for s in split(t): add("president",s,35,180)
for n in ("validation","test"):
    t=clone_file("google-research-datasets+wiki-split",f"{n}.tsv")
    for l in t.splitlines():
        for p in l.split("\t")[1].split("<::::>"):
            s=p.replace(" '' ",' "').replace(" ,",",").replace(" .",".").replace("`` ",'"').replace(" 's","'s")
            add("wikisplit",s,30,180)
t=clone_file("common-parallel-corpora+multitext-nllb-seed","data/Multitext-NLLB-Seed/eng_Latn")
for s in t.splitlines(): add("nllbseed",s,30,220)
print(collections.Counter(out.values()))
rows=list(out.items())
caps={"tatoeba":72000,"gloss":34000,"example":38000,"president":64000,"wikisplit":20000,"nllbseed":7000}
by=collections.defaultdict(list)
for s,src in rows: by[src].append(s)
keep=[]
for k,v in by.items():
    random.shuffle(v); keep+=[(s,k) for s in v[:caps[k]]]
random.shuffle(keep)
print(len(keep))
with open(f"{WORK}/train.tsv","w") as f:
    for s,k in keep: f.write(f"{k}\t{s}\n")
