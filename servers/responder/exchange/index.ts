export { addPartner, listPartners, type PartnerKeys, revokePartner } from './partners.ts';
export { purgeTombstones } from './purge.ts';
export { exchangeRoutes } from './routes.ts';
export { shareSignals } from './share.ts';
export { withdrawSignals } from './withdraw.ts';
export { handOver } from './hand-over.ts';
