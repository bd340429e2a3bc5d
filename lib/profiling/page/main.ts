import type { Begun } from '../posts.ts';
import { startBackend } from './backend.ts';
import { type Plan, post, readPlan } from './client.ts';
import { timeNetwork } from './inference.ts';

/** The address has this part where nobody is there to press the button. */
const UNATTENDED = '#start';
/** Under this name a browser remembers which measuring it has begun, should its page be loaded again. */
const SESSION = `spotnas ${location.pathname}`;

const element = <E extends HTMLElement>(id: string) => document.getElementById(id) as E;
const button = element<HTMLButtonElement>('start');
const progress = element<HTMLProgressElement>('progress');
const status = element('status');

async function prepare(): Promise<void> {
  element('agent').textContent = navigator.userAgent;
  const plan = await readPlan();
  const runtime = await startBackend(plan.backend).catch((error: Error) => failed(error.message));
  element('runtime').textContent = runtime;
  status.textContent = `${plan.networks.length} networks are to be timed.`;
  button.disabled = false;
  button.addEventListener('click', () => measure(plan, runtime).catch(show), { once: true });
  if (location.hash === UNATTENDED) button.click();
}

async function measure(plan: Plan, runtime: string): Promise<void> {
  button.hidden = true;
  progress.hidden = false;
  const known = localStorage.getItem(SESSION) ?? undefined;
  const begun = await post('begin', { session: known, agent: navigator.userAgent, backend: plan.backend, runtime });
  localStorage.setItem(SESSION, begun.session);
  for (let round = begun.round; round < begun.rounds; round++) await measureRound(plan, begun, round);
  localStorage.removeItem(SESSION);
  status.textContent = 'Done. This page can be closed.';
}

async function measureRound({ networks, orders }: Plan, { session, rounds }: Begun, round: number): Promise<void> {
  const turns = [];
  for (const [at, run] of orders[round]!.entries()) {
    progress.value = (round + at / networks.length) / rounds;
    status.textContent = `Round ${round + 1} of ${rounds}, network ${at + 1} of ${networks.length}`;
    await inFront();
    turns.push({ run, ms: await timeNetwork(networks[run]!).catch((error: Error) => failed(error.message, session)) });
  }
  progress.value = (round + 1) / rounds;
  await post('turns', { session, round, turns });
}

/** Waits until the page is seen and the browser has drawn it: one that is not in front is slowed down. */
async function inFront(): Promise<void> {
  while (document.hidden) await new Promise((resolve) => setTimeout(resolve, 200));
  await new Promise((resolve) => requestAnimationFrame(resolve));
}

/** Tells the command, too. */
async function failed(reason: string, session?: string): Promise<never> {
  await post('failed', { session, reason: reason.slice(0, 300) }).catch(() => {});
  throw new Error(reason);
}

function show(error: Error): void {
  status.classList.add('fault');
  status.textContent = `Stopped: ${error.message}`;
}

prepare().catch(show);
