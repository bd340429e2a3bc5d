export { artefactStoreSuite } from './store/artefacts.ts';
export { ledgerSuite } from './store/ledger.ts';
export { raceSuite } from './store/races.ts';
export { trialStoreSuite } from './store/trials.ts';
