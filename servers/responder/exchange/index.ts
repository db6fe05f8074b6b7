export { addPartner, listPartners, type PartnerKeys, revokePartner } from './partners.ts';
export { type ExchangeContext, exchangeRoutes } from './routes.ts';
export { type CaseSignal, type Shared, shareSignals } from './share.ts';
export { withdrawSignals } from './withdraw.ts';
export { handOver } from './hand-over.ts';
