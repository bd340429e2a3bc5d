import { run } from './run.ts';

/** All that tfjs-node's binding includes, directly or not. */
const headers = [
  'tensorflow/c/c_api.h',
  'tensorflow/c/c_api_macros.h',
  'tensorflow/c/eager/c_api.h',
  'tensorflow/c/tf_attrtype.h',
  'tensorflow/c/tf_buffer.h',
  'tensorflow/c/tf_datatype.h',
  'tensorflow/c/tf_status.h',
  'tensorflow/c/tf_tensor.h',
  'tensorflow/c/tf_tstring.h',
  'tensorflow/core/platform/ctstring.h',
  'tensorflow/core/platform/ctstring_internal.h',
  'tsl/platform/ctstring.h',
  'tsl/platform/ctstring_internal.h',
  'xla/tsl/c/tsl_status.h',
];

export const libraries = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'];

/** Python, because Node has no zip reader and the machine may have no unzip. */
const script = `
import os, shutil, sys, zipfile
wheel, folder, *pairs = sys.argv[1:]
with zipfile.ZipFile(wheel) as archive:
    for pair in pairs:
        member, name = pair.split('=')
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with archive.open(member) as source, open(path, 'wb') as target:
            shutil.copyfileobj(source, target, 1 << 24)
`;

/** Takes the C headers and the shared libraries out of the wheel: `<folder>/include`, `<folder>/lib`. */
export async function extractTensorFlow(wheel: string, folder: string): Promise<void> {
  const pairs = [
    ...headers.map((name) => `tensorflow/include/${name}=include/${name}`),
    ...libraries.map((name) => `tensorflow/${name}=lib/${name}`),
  ];
  await run('python3', ['-c', script, wheel, folder, ...pairs], { minutes: 10 });
}
