/** Findings about processes: who traces them, whose they are, what they are made of. Pure. */
import type { Check } from '../../proto/gen/parikshan/v1/Check.js';
import type { CloneFacts, ContainerProcess } from './facts.js';
import { judged, ran, who } from './verdict.js';

export function processFindings(facts: CloneFacts): Check[] {
  return [
    tracer(facts),
    namespaces(facts),
    sessions(facts),
    threads(facts),
    outsiders(facts),
    writingOutsiders(facts),
  ];
}

function tracer({ processes }: CloneFacts): Check {
  return judged(
    {
      name: 'no-tracer',
      well: 'No process of the container is being traced.',
      consequence: 'CRIU could not stop what somebody else traces',
      remedy: 'Detach the debugger or strace from production, clone, and attach it to a replica.',
    },
    processes.flatMap((process) =>
      process.tracer === undefined
        ? []
        : [`${who(process)} is being traced by ${process.tracer.name} (pid ${process.tracer.pid})`],
    ),
  );
}

/** Mount namespaces may be nested; of the network there is one in the images, because the cell brings its own. */
const ONE_EACH = ['user', 'pid', 'ipc', 'uts', 'cgroup', 'time', 'net'];

function namespaces({ processes }: CloneFacts): Check {
  const first = processes[0];
  const faults = processes.flatMap((process) => {
    const other = ONE_EACH.filter((kind) => {
      const theirs = process.namespaces[kind];
      return theirs !== undefined && theirs !== first?.namespaces[kind];
    });
    return other.length === 0 ? [] : [`${who(process)} is in ${other.join(', ')} namespaces of its own`];
  });
  return judged(
    {
      name: 'one-container',
      well: 'All processes are in the namespaces of the container.',
      consequence: 'CRIU cannot dump a container within the container',
      remedy: 'Switch the sandbox off in the application (browsers: --no-sandbox), or end that process.',
    },
    faults,
  );
}

function sessions({ processes }: CloneFacts): Check {
  return judged(
    {
      name: 'sessions-inside',
      well: 'Every session was begun inside the container.',
      consequence: 'CRIU cannot make a session again without its leader',
      remedy:
        'End what was left by a shell from outside (nsenter, exec), or start it again with setsid inside.',
    },
    processes
      .filter((process) => process.sessionOutside)
      .map((process) => `${who(process)} belongs to a session of a process outside`),
  );
}

function threads({ processes }: CloneFacts): Check {
  return judged(
    {
      name: 'first-threads-live',
      well: 'No process has lost its first thread.',
      consequence: 'CRIU cannot dump such a process',
      remedy: 'Restart that process.',
    },
    processes
      .filter((process) => process.leaderEnded)
      .map((process) => `${who(process)} has ended its first thread while others run on`),
  );
}

function outsiders({ outsiders: found }: CloneFacts): Check {
  return judged(
    {
      name: 'no-outsiders',
      well: 'No process from outside is in the namespaces of the container.',
      consequence: 'it is not stopped by the freeze, and no replica will have it',
      remedy: 'Leave it if the replicas can do without; else end it, or start it from inside.',
      blocking: false,
    },
    found.map(
      (process) =>
        `${process.name} (pid ${process.pid}${ran(process.command, process.name)}) came from outside into namespaces ${process.namespaces.join(', ')}`,
    ),
  );
}

function writingOutsiders({ outsiders: found }: CloneFacts): Check {
  return judged(
    {
      name: 'no-writing-outsiders',
      well: 'No process from outside has a file of the container open for writing.',
      consequence:
        'it writes on while the container stands still, so memory and disk of the clone could disagree',
      remedy: 'End that process for as long as the clone takes.',
    },
    found
      .filter((process) => process.writes.length > 0)
      .map(
        (process) =>
          `${process.name} (pid ${process.pid}${ran(process.command, process.name)}) came from outside and writes ${process.writes[0]}`,
      ),
  );
}

/** Processes that have one of these kernel objects, open or mapped. */
export function holders(
  processes: readonly ContainerProcess[],
  is: (link: string) => boolean,
): { process: ContainerProcess; object: string }[] {
  return processes.flatMap((process) => {
    const links = [...process.descriptors.map(({ link }) => link), ...process.mappedObjects].filter(is);
    return [...new Set(links)].map((object) => ({ process, object }));
  });
}
