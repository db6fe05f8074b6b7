// The first thing that runs in the room, before any other module: the content security policy stops every kind of
// request but WebRTC, which knows no policy, so its constructors go. Then a second, narrower policy takes away even
// the one script that was allowed to load: from here on no script address is worth anything, with or without a query.
for (const name of [
  'RTCPeerConnection',
  'webkitRTCPeerConnection',
  'mozRTCPeerConnection',
  'RTCDataChannel',
  'RTCIceTransport',
  'WebTransport',
]) {
  Object.defineProperty(globalThis, name, { value: undefined, writable: false, configurable: false });
}

if (typeof document !== 'undefined') {
  const meta = document.createElement('meta');
  meta.httpEquiv = 'Content-Security-Policy';
  meta.content =
    "default-src 'none'; script-src 'wasm-unsafe-eval'; worker-src blob:; media-src blob:; img-src blob:; " +
    "style-src 'unsafe-inline'; connect-src 'none'; form-action 'none'; base-uri 'none'";
  document.head.append(meta);
}

export {};
