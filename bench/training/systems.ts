/** One way to run a system. */
export interface Setting {
  readonly system: 'spotnas' | 'keras' | 'torch';
  readonly processes: number;
  /** In each process. */
  readonly threads: number;
  readonly options: Readonly<Record<string, string | number | boolean>>;
}

export const SYSTEMS = ['spotnas', 'keras', 'torch'] as const;

const layouts = [
  { processes: 2, threads: 1 },
  { processes: 1, threads: 2 },
];

/** `interop`: TensorFlow's inter-op threads, where it is not the number of threads. */
const options: Readonly<Record<Setting['system'], readonly Setting['options'][]>> = {
  spotnas: [{}],
  keras: [
    { jit: 'auto' },
    { jit: 'false' },
    { jit: 'true' },
    { jit: 'false', stepsPerExecution: 16 },
    { jit: 'true', stepsPerExecution: 16 },
    { jit: 'false', interop: 2 },
    { jit: 'false', input: 'arrays' },
    { jit: 'false', input: 'arrays', interop: 2 },
  ],
  torch: [
    { compile: false, layout: 'contiguous' },
    { compile: false, layout: 'channelsLast' },
    { compile: true, layout: 'contiguous' },
    { compile: true, layout: 'channelsLast' },
  ],
};

/** Every setting that was tried. */
export const allSettings: readonly Setting[] = SYSTEMS.flatMap((system) =>
  options[system].flatMap((each) => layouts.map((layout) => ({ system, ...layout, options: each }))),
);

/** E.g. `keras 2 x 1 jit=auto`: processes x threads, options. */
export function label({ system, processes, threads, options }: Setting): string {
  const words = Object.entries(options).map(([key, value]) => `${key}=${value}`);
  return [`${system} ${processes} x ${threads}`, ...words].join(' ');
}
