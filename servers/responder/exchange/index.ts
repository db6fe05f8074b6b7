export { addPartner, listPartners, type PartnerKeys, revokePartner } from './partners.ts';
export { type Alarms, alarms, settleSuspended } from './alarms.ts';
export { purgeTombstones } from './purge.ts';
export { exchangeRoutes } from './routes.ts';
export { isUnused, openSet, sealPlain, sealSet } from './at-rest.ts';
export { shareSignals } from './share.ts';
export { watchExchange } from './watch.ts';
export { withdrawSignals } from './withdraw.ts';
export { handOver } from './hand-over.ts';
