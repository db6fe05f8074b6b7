import './no-network.ts';
import { decodeByFrame, makePhotoDecoder } from '@amaan/signal/browser/photo';
import jpeg from '@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm';
import png from '@jsquash/png/codec/pkg/squoosh_png_bg.wasm';
import webp from '@jsquash/webp/codec/dec/webp_dec.wasm';
import { servePhotos } from './serve-photos.ts';

// The frame that reads photos where the browser's canvas cannot be trusted.
servePhotos(makePhotoDecoder({ jpeg, png, webp }, decodeByFrame));
