"""The library's own class, unmodified: submits a hash, gives feedback, reads both back."""

import json
import sys

from threatexchange.exchanges.clients.stopncii import api as s

url, keys, known, new = sys.argv[1], json.loads(sys.argv[2]), sys.argv[3], sys.argv[4]
E, T, F = s.StopNCIIEndpoint, s.StopNCIISignalType, s.StopNCIICSPFeedbackValue
posts = {E.SubmitFeedback: keys["feedback"], E.SubmitHashes: keys["submit"]}
client = s.StopNCIIAPI(keys["subscription"], keys["fetch"], posts, url)


def records():
    return {r.hashValue: r for page in client.fetch_hashes_iter() for r in page.hashRecords}


assert len(records()) == 900
client.submit_feedback(T.ImagePDQ, known, F.NotBlocked, {"Nude"})
assert [f.feedbackValue for f in records()[known].CSPFeedbacks] == [F.NotBlocked]
client.submit_feedback(T.ImagePDQ, known, F.NotBlocked, {"Nude"})
assert len(records()[known].CSPFeedbacks) == 1
client.submit_hash(T.ImagePDQ, new, {"Nude"})
assert new in records() and len(records()) == 901
print("posts: ok")
