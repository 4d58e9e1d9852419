/** `npm run demo`: a Redis under full load is cloned while it serves, and two sealed replicas follow it exactly. */
import { parseArgs } from 'node:util';
import { Demo } from './demo.js';
import { narrate } from './narration.js';
import { onlyDemo } from './only-one.js';
import { OneMachine, SeveralHosts } from './stage.js';

const HELP = `usage: npm run demo -- [--hosts N] [--json] [--keep]

Clones a real Redis under full load into two sealed replicas, shows that they follow it exactly, and that a debugger
on one of them does not touch production. Needs root. Cleans up after itself.

  --hosts N  on N hosts (2 to 5), each a network namespace of this machine: a replica on each, from one freeze
  --json     print the result as one JSON object on the last line of stdout; the story goes to stderr
  --keep     leave everything running and say what to try next

exit codes: 0 all is as it should be, 1 something is not (the result says what), 2 usage
`;

function options() {
  try {
    const { values } = parseArgs({
      options: {
        json: { type: 'boolean' },
        keep: { type: 'boolean' },
        hosts: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    const { hosts } = values;
    if (hosts !== undefined && !/^[2-5]$/.test(hosts))
      throw new Error(`--hosts wants a number from 2 to 5; "${hosts}" is not`);
    return values;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`);
    process.exit(2);
  }
}

const { json = false, keep = false, help = false, hosts } = options();
if (help) {
  process.stdout.write(HELP);
  process.exit(0);
}
if (process.getuid?.() !== 0) {
  process.stderr.write('The demo runs containers and freezes them: run it as root (sudo npm run demo).\n');
  process.exit(1);
}
const narration = narrate(json ? process.stderr : process.stdout);
const lock = await onlyDemo().catch((error: unknown) => {
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${reason}\n`);
  if (json) process.stdout.write(`${JSON.stringify({ ok: false, faults: [reason] })}\n`);
  process.exit(1);
});
const demo = new Demo(narration, hosts === undefined ? new OneMachine() : new SeveralHosts(Number(hosts)));
const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    narration.say('Interrupted: cleaning up. Once more leaves at once.');
    interrupted.abort(new Error('interrupted'));
    process.once(signal, () => process.exit(130));
  });
}
try {
  const report = await demo.run(interrupted.signal);
  narration.act(report.ok ? 'All is as it should be' : 'Something is not as it should be');
  for (const fault of report.faults) narration.say(fault);
  if (keep) demo.sayWhatToTry();
  else await demo.cleanUp();
  if (json) process.stdout.write(`${JSON.stringify(report)}\n`);
  process.exitCode = report.ok ? 0 : 1;
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  narration.act('The demo could not be finished');
  narration.say(reason);
  if (!keep)
    await demo.cleanUp().catch((fault: unknown) => narration.say(`cleaning up failed: ${String(fault)}`));
  if (json) process.stdout.write(`${JSON.stringify({ ok: false, faults: [reason] })}\n`);
  process.exitCode = interrupted.signal.aborted ? 130 : 1;
}
await lock.close();
