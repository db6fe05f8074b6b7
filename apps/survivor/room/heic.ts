import './no-network.ts';
import { makeHeicDecoder } from '@amaan/signal/browser/heic';
import heif from 'libheif-js/libheif-wasm/libheif.wasm';
import { servePhotos } from './serve-photos.ts';
import { READER, serveTiles, startReaders } from './tiles.ts';

// The frame that reads HEIC where the browser cannot: large, and opened only when she said so. Its worker has workers
// of its own for the tiles of a picture.
if (self.name === READER) serveTiles();
else servePhotos(makeHeicDecoder(heif, startReaders));
