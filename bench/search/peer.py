"""FAISS on the bank and the queries that bench/index.ts wrote: one thread, one JSON line of times and findings."""

import json
import sys
import time

import faiss
import numpy as np

WITHIN = 32  # FAISS finds what is nearer than the radius: 32 is our "31 bits or less".


def resident_bytes():
    """Memory that the process holds now."""
    with open("/proc/self/status", encoding="ascii") as status:
        for line in status:
            if line.startswith("VmRSS:"):
                return 1024 * int(line.split()[1])
    return 0


def ask(index, queries, repeat):
    """Microseconds a query (the best of the rounds), and how many each query found."""
    best = float("inf")
    for _ in range(repeat):
        start = time.perf_counter()
        limits, _, _ = index.range_search(queries, WITHIN)
        best = min(best, time.perf_counter() - start)
    return 1e6 * best / len(queries), np.diff(limits).astype(int).tolist()


def main(bank_path, query_path, multi_count, flat_count):
    faiss.omp_set_num_threads(1)
    bank = np.fromfile(bank_path, dtype=np.uint8).reshape(-1, 32)
    queries = np.fromfile(query_path, dtype=np.uint8).reshape(-1, 32)
    before = resident_bytes()
    start = time.perf_counter()
    multi = faiss.IndexBinaryMultiHash(256, 16, 16)
    multi.nflip = 1
    multi.add(bank)
    build = time.perf_counter() - start
    held = resident_bytes() - before
    multi_us, multi_found = ask(multi, queries[:multi_count], 2)
    del multi
    flat = faiss.IndexBinaryFlat(256)
    flat.add(bank)
    flat_us, flat_found = ask(flat, queries[:flat_count], 2)
    print(json.dumps({
        "version": faiss.__version__,
        "buildSeconds": build,
        "bytesPerHash": held / len(bank),
        "multiHash": multi_us,
        "flat": flat_us,
        "multiFound": multi_found,
        "flatFound": flat_found,
    }))


main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
