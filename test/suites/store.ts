export { artefactStoreSuite } from './store/artefacts.ts';
export { trialStoreSuite } from './store/trials.ts';
