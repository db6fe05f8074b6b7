import './no-network.ts';
import { makeHeicDecoder } from '@amaan/signal/browser/heic';
import heif from 'libheif-js/libheif-wasm/libheif.wasm';
import { servePhotos } from './serve-photos.ts';

// The frame that reads HEIC where the browser cannot: large, and opened only when she said so.
servePhotos(makeHeicDecoder(heif));
