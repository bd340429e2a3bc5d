/**
 * Watts of a virtual CPU at full load: the column Max Watts of Cloud Carbon Footprint's coefficients for AWS, rounded, from
 * SPECpower_ssj2008 results of 2026-03-09 (https://github.com/cloud-carbon-footprint/ccf-coefficients at b0032d9,
 * output/coefficients-aws-use.csv).
 */
const VCPU = {
  skylake: 4.1,
  cascadeLake: 4.06,
  iceLake: 3.76,
  sapphireRapids: 4.16,
  epyc2: 1.69,
  epyc3: 1.96,
} as const;

/**
 * Watts that a GPU takes at most. NVIDIA's own pages were not at hand; copies of what they say were:
 * - T4: its product brief (https://manualmachine.com/pny/tcst4mpb/8129101-user-manual).
 * - L4: a table (https://github.com/simoncblyth/j, gpu/data_center_rt.rst), and the cap that nvidia-smi shows.
 * - L40S: a dealer's table (https://www.mullet.se/product.html?product_id=355414).
 * - A10G: the cap that nvidia-smi shows in logs from AWS; no data sheet was found. Cloud Carbon Footprint reckons with 153.
 */
const GPU = { t4: 70, a10g: 300, l4: 72, l40s: 350 } as const;

interface Family {
  /** Of the sizes below; the dearer one where there are two. */
  readonly cpu: keyof typeof VCPU;
  /** One in each of the sizes below. */
  readonly gpu?: keyof typeof GPU;
}

/**
 * As the same repository's data/aws-instances-latest-2026.csv has them; AWS's own pages, which were not at hand:
 * https://docs.aws.amazon.com/ec2/latest/instancetypes/
 */
const FAMILIES: Readonly<Record<string, Family>> = {
  g4dn: { cpu: 'cascadeLake', gpu: 't4' },
  g5: { cpu: 'epyc2', gpu: 'a10g' },
  g6: { cpu: 'epyc3', gpu: 'l4' },
  g6e: { cpu: 'epyc3', gpu: 'l40s' },
  c5: { cpu: 'skylake' },
  m5: { cpu: 'skylake' },
  c6a: { cpu: 'epyc3' },
  m6a: { cpu: 'epyc3' },
  c6i: { cpu: 'iceLake' },
  m6i: { cpu: 'iceLake' },
  r6i: { cpu: 'iceLake' },
  c7i: { cpu: 'sapphireRapids' },
  m7i: { cpu: 'sapphireRapids' },
};

const VCPUS: Readonly<Record<string, number>> = { large: 2, xlarge: 4, '2xlarge': 8 };

/** Watts of an instance at full load, its processors alone; undefined for types that are in no table. */
export function instanceWatts(type: string): number | undefined {
  const [name = '', size = ''] = type.split('.');
  const [family, vcpus] = [FAMILIES[name], VCPUS[size]];
  if (!family || !vcpus) return undefined;
  return vcpus * VCPU[family.cpu] + (family.gpu ? GPU[family.gpu] : 0);
}
