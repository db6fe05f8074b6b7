import { HashIndex } from './index.ts';
import { backgroundMerge } from './node/index.ts';
const ix = new HashIndex({ merge: backgroundMerge(100) });
let s=12345; const rnd=()=>{ s^=s<<13; s^=s>>>17; s^=s<<5; return s; };
for (let i=0;i<30000;i++){ ix.add(i, new Uint8Array(Uint32Array.from({length:8}, rnd).buffer)); if(i%500===0) await new Promise(r=>setImmediate(r)); }
console.log('added', ix.size);
await ix.settled(); console.log('settled', ix.size);
