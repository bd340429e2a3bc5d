import { loadEngine } from '../../lib/engine/load.ts';
import { detectBackend } from '../../lib/engine/tensorflow/detect.ts';
import { engineSuite } from '../suites/engine.ts';

const { backend, reason } = detectBackend();
const skip = backend === 'tensorflow' ? undefined : `needs native TensorFlow; ${reason}`;

engineSuite({ name: 'graph', load: () => loadEngine({ engine: 'graph' }), skip });
engineSuite({ name: 'layers', load: () => loadEngine({ engine: 'layers' }) });
