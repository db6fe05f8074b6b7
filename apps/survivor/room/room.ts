import './no-network.ts';
import { fillIn } from '../src/ui/old-browser.ts';
import { startRoom } from './main.ts';
import { doTask, serveWorker } from './worker.ts';

// The same script is the frame and its worker: the worker is made from this script's own text (see `crew.ts`), so
// there is one constant worker and nothing is loaded twice.
fillIn();
if (typeof document === 'undefined') serveWorker(doTask);
else startRoom();
