# Meta's hash of every frame of one clip, the best of several rounds; hashes and time as one line of JSON.
# With `vpdq`, Meta's own program; with `pyav`, the same hash in C++ (pdqhash) over frames that FFmpeg decodes (PyAV).
import importlib.metadata
import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor

peer, clip, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])


def with_vpdq():
    import vpdq

    return [(f.hex if isinstance(f.hex, str) else str(f.hex), f.quality) for f in vpdq.computeHash(clip, seconds_per_hash=0)]


def with_pyav():
    import av
    import numpy
    import pdqhash

    def one(picture):
        bits, quality = pdqhash.compute(picture)
        return numpy.packbits(bits.astype(numpy.uint8)).tobytes().hex(), int(quality)

    with av.open(clip) as container, ThreadPoolExecutor() as pool:
        stream = container.streams.video[0]
        stream.thread_type = "AUTO"
        waiting, done = [], []
        for frame in container.decode(stream):
            waiting.append(pool.submit(one, frame.to_ndarray(format="rgb24")))
            if len(waiting) > 8:
                done.append(waiting.pop(0).result())
        return done + [task.result() for task in waiting]


measure, package = (with_vpdq, "vpdq") if peer == "vpdq" else (with_pyav, "pdqhash")
best, features = None, []
for _ in range(rounds):
    start = time.perf_counter()
    features = measure()
    took = time.perf_counter() - start
    best = took if best is None else min(best, took)
hashes = [{"hash": value, "quality": quality} for value, quality in features]
print(json.dumps({"version": importlib.metadata.version(package), "seconds": best, "hashes": hashes}))
