"""Golden token ids from transformers' CLIP tokenizer, with a vocabulary cut to its first merges.

Usage: python tools/parity/clip_tokenizer.py bpe_simple_vocab_16e6.txt.gz FOLDER [MERGES]
The full list is in the PyPI wheel open_clip_torch (MIT); 700 merges make the committed vocabulary, 48894 the real one.
"""

import gzip
import json
import pathlib
import sys

from transformers import CLIPTokenizerFast
from transformers.models.clip.tokenization_clip import bytes_to_unicode

TEXTS = [
    "", " ", "a", "a cozy living room with a fireplace",
    "  A   photo\tof\nA Cat, sitting;on the table!!! ", "I'm sure it's what they've said; we'll see, he'd 'd",
    "crème brûlée, café, cafe\u0301, Ångström, A\u030angstro\u0308m", "ΣΊΣΥΦΟΣ και ΟΔΟΣ, İstanbul, straße, ẞ, DŽ",
    "日本語のテキスト、漢字", "🛋️ sofa 🔥🔥 and 👩‍👩‍👧 family", "1234567890 3.14 ½ ² ٣", "under_score, hyphen-ated, slash/ed, a.b.c",
    "<|endoftext|> inside <|startoftext|>text<|endoftext|>", "((best quality)), [blurry], {x}: 100% \"quoted\" `tick` ~",
    "zero\u200bwidth no\u00a0break em\u2003space ideographic\u3000space line\u2028sep nel\u0085x", "\u0001control\u007f",
    "the the the thethethe " * 30, "x" * 200, "\ufeffbom ﬁ ligature Ｆｕｌｌｗｉｄｔｈ", "Don't can't won't 'Twas rock'n'roll 'S 'RE",
]


def main(source, folder, merges=700):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    lines = gzip.open(source, "rt", encoding="utf-8").read().split("\n")[1 : 1 + int(merges)]
    symbols = list(bytes_to_unicode().values())
    tokens = symbols + [s + "</w>" for s in symbols] + ["".join(line.split()) for line in lines]
    tokens += ["<|startoftext|>", "<|endoftext|>"]
    vocabulary = {token: i for i, token in enumerate(tokens)}
    (folder / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    (folder / "merges.txt").write_text("#version: 0.2\n" + "\n".join(lines) + "\n", encoding="utf-8")
    tokenizer = CLIPTokenizerFast(str(folder / "vocab.json"), str(folder / "merges.txt"))
    golden = []
    for text in TEXTS:
        ids = tokenizer(text, add_special_tokens=False, truncation=False).input_ids
        padded = tokenizer(text, padding="max_length", truncation=True, max_length=77).input_ids
        golden.append(dict(text=text, ids=ids, padded=padded))
    (folder / "golden.json").write_text(json.dumps(golden, separators=(",", ":")) + "\n")


main(*sys.argv[1:])
