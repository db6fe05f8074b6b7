import './no-network.ts';
import { ownDecoder } from '@amaan/signal/browser';
import { servePhotos } from './serve-photos.ts';

// The frame that reads animated pictures with the browser's own decoder: few are, so the room itself need not.
servePhotos(ownDecoder);
