export { addPartner, listPartners, type PartnerKeys, revokePartner } from './partners.ts';
export { exchangeStaffRoutes } from './staff-routes.ts';
export { purgeTombstones } from './purge.ts';
export { exchangeRoutes } from './routes.ts';
export { isUnused, sealPlain } from './at-rest.ts';
export { shareSignals } from './share.ts';
export { watchExchange } from './watch.ts';
export { withdrawSignals } from './withdraw.ts';
export { handOver } from './hand-over.ts';
