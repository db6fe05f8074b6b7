"""Times PyPI's pdqhash (Meta's C++) and Pillow: called by bench/pdq.ts with a job as JSON, answers with JSON."""

import json
import sys
import time

import numpy as np
import pdqhash
from PIL import Image


def best(rounds, work):
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return 1000 * sorted(times)[len(times) // 2]


def main():
    job = json.load(sys.stdin)
    hashing = {}
    hashes = {}
    for name, raw in job["raw"].items():
        pixels = np.fromfile(raw["path"], dtype=np.uint8).reshape(raw["height"], raw["width"], 3)
        hashing[name] = best(raw["rounds"], lambda: pdqhash.compute(pixels))
        bits, _quality = pdqhash.compute(pixels)
        hashes[name] = "".join(str(int(bit)) for bit in bits)
    path = job["file"]["path"]
    rounds = job["file"]["rounds"]
    decode = lambda: np.asarray(Image.open(path).convert("RGB"))
    whole = best(rounds, lambda: pdqhash.compute(decode()))
    answer = {"hashing": hashing, "hashes": hashes, "file": {"decode": best(rounds, decode), "whole": whole}}
    json.dump(answer, sys.stdout)


main()
