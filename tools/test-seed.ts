// Properties start from one seed in the everyday suite, so that a change fails for what it changed and never by chance.
// The nightly run gives another seed each day (AMAAN_SEED) and so looks further; what it finds becomes a test of its own.
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.AMAAN_SEED ?? 20_261_125) });
