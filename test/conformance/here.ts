import type { Template } from './aws/template.ts';

type Variables = readonly { readonly Name: string }[] | Readonly<Record<string, unknown>>;

/**
 * The template with those variables of Lambdas and jobs changed that say what the machines are, which here are this
 * computer: `*_TRAINER` is the fingerprint of its engine, and nobody insists on a GPU.
 */
export function onThisComputer(template: Template, fingerprint: string): Template {
  return JSON.parse(JSON.stringify(template), (key, value: unknown) =>
    key === 'Environment' || key === 'Variables' ? adapted(value as Variables, fingerprint) : value,
  ) as Template;
}

function adapted(variables: Variables, fingerprint: string): Variables {
  const isTrainer = (name: string) => name.endsWith('_TRAINER');
  const isKept = (name: string) => !name.endsWith('_EXPECT_GPU');
  if (Array.isArray(variables)) {
    return variables
      .filter(({ Name }) => isKept(Name))
      .map((variable) => (isTrainer(variable.Name) ? { ...variable, Value: fingerprint } : variable));
  }
  return Object.fromEntries(
    Object.entries(variables)
      .filter(([name]) => isKept(name))
      .map(([name, value]) => [name, isTrainer(name) ? fingerprint : value]),
  );
}
