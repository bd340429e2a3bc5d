/** Fetches a saved model as a browser does, with stock tfjs on plain JavaScript, and prints its predictions as JSON. */
import { createRequire } from 'node:module';

const [url, shape, layers] = process.argv.slice(2) as [string, string, string?];
const tf: typeof import('@tensorflow/tfjs') = createRequire(import.meta.url)('@tensorflow/tfjs');
await tf.setBackend('cpu');
if (layers) {
  const source = encodeURIComponent(await (await fetch(`${url}/${layers}`)).text());
  (await import(`data:text/javascript,${source}`)).registerLayers(tf);
}

const model = await tf.loadLayersModel(`${url}/model.json`);
const images = tf.tensor((await (await fetch(`${url}/images.json`)).json()) as number[], JSON.parse(shape));
const [predictions] = [model.predict(images)].flat();
process.stdout.write(JSON.stringify([...predictions!.dataSync()]));
