"""The library's own class, unmodified, reading in pages of any size. Prints what it got as JSON."""

import json
import sys

from threatexchange.exchanges.clients.stopncii import api as s

url, keys, size, start = sys.argv[1], json.loads(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
client = s.StopNCIIAPI(keys["subscription"], keys["fetch"], {}, url)
statuses, pages, checkpoint, token = {}, 0, start, ""
while True:
    page = client.fetch_hashes(page_size=size, start_timestamp=start, next_page=token)
    assert len(page.hashRecords) <= size and page.nextSetTimestamp >= checkpoint
    statuses.update((r.hashValue, r.hashStatus.value) for r in page.hashRecords)
    pages, checkpoint, token = pages + 1, page.nextSetTimestamp, page.nextPageToken
    if not page.hasMoreRecords:
        break
print(json.dumps({"statuses": statuses, "pages": pages, "checkpoint": checkpoint}))
