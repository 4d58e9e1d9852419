import { processInterrupts } from './interrupts.js';
import { runCommandLine } from './run.js';

// A reader that has seen enough (`| head`) is no failure.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
}

// Ends here even if a handle is still open (stdin of an exec, say): the result has been written.
process.exit(await runCommandLine(process.argv.slice(2), process.env, processInterrupts()));
