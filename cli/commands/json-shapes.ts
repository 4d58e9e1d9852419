/**
 * The shapes of --json, as \`parikshan help json\` prints them. A test holds them against what the commands print. Fields
 * may be added; none is removed or changes its meaning.
 */
export const JSON_SHAPES = `Shapes of --json (null where a thing is not known or not there; times RFC 3339; sizes bytes)

instance list             [INSTANCE]
instance show             INSTANCE
instance run              {operation: OPERATION, instance: INSTANCE}
clone list                [CLONE]                  (cut is null)
clone show                CLONE
clone create              {operation: OPERATION, clone: CLONE, replicas: [REPLICA]}
clone start-replica       {operation: OPERATION, clone: CLONE, replicas: [REPLICA]}   (replicas: those it made)
clone create --dry-run    {operation: OPERATION, plan: [{step, message}]}
replica list              [REPLICA]
replica show              REPLICA
replica watch             REPLICA, one a line
instance|replica logs     {source, time, line}, one a line
operation list            [OPERATION]
operation show|watch|cancel  OPERATION
instance stop|rm, clone rm, replica rm, and any command with --detach   {operation: OPERATION}
host list                 [HOST]
host show|drain|label     HOST
host check                {ok, host: HOST}
host rm                   {removed, instances, clones, replicas}
status                    {version, target, hosts: [HOST], instances, clones, replicas, up: UP}
doctor                    {ok, checks: [CHECK]}
purge                     {removed}
host add [--dry-run]      {ok, dryRun, name, address, version, changed, checks: [CHECK], plan: [text]}; {ok, dryRun, checks}
                          where checks fail
a failure, on stderr      {error: {reason, message, remedy, metadata}}
--progress rawjson, on stderr, one a line   {operationId, sequence, time, kind, step, message, durationMs, operation}

INSTANCE   {name, host, state, pid, address, address6, interface, port, publishPort, command, env, user,
            workingDirectory, rootfs, memoryLimitBytes, cpus, diskBytes, memoryBytes, diskUsedBytes, createdAt, exitStatus, clones,
            capture: {running, packets, ringDrops, readsRecorded, readsLost, records, bytes, gaps, gapBytes,
            connections, logSequence, backlogRecords, backlogBytes, backlogSeconds, lastError}}
            state: creating, running, exited, stopped, unknown
CLONE      {name, instance, host, copies, keptUntil, state, createdAt,
            suspend: {freezingMs, memoryMs, diskMs, networkLockMs, frozenMs, clientGapMs},
            preDump: {rounds, bytes, why, longestFrozenMs},
            connections, imageBytes, logSequence, replicas,
            cut: {frozenAtUs, resumedAtUs, connections: [{local, remote, state, inboundSeq, outboundAckedSeq,
            outboundEndSeq}]}}
            state: creating, ready, removing
REPLICA    {name, clone, instance, host, state, reason, remedy, pid, netns, createdAt, memoryBytes, exitStatus,
            processes, stoppedProcesses, oomKills,
            replay: {state, faithful, unfaithfulReason, caughtUp, recordsDone, bytesIn, bytesOut, lagRecords, lagBytes,
            lagSeconds, rateIn, rateOut, connectionsCarried, connectionsDialled, connectionsOpen, divergences,
            firstDivergence: {kind, remote, local, offset, expectedHex, actualHex},
            recordsLost, bytesLost, lateDeliveries, callsRefused, endReason, trouble},
            tap: {backlogRecords, backlogBytes, backlogSeconds, lastError}}   (caughtUp: with the log, which the tap fills)
            state: creating, following, overrun, detached, exited, unreachable
OPERATION  {id, kind, target, state, createdAt, finishedAt, failure: {reason, message, remedy, metadata}, results}
            state: running, succeeded, failed, cancelled
HOST       {name, agentAlive, proxyAlive, lastHeardAt, drained, drainedAt, labels, agentVersion, proxyVersion, cpus, loadAverage,
            memoryBytes, memoryAvailableBytes, poolFreeBytes, instances, clones, replicas, facts, checks: [CHECK],
            links: [{peer, roundTripUs, bytesPerSecond, measuredAt, fault, route, sshFault}]}
            route: direct, ssh
CHECK      {name, ok, blocking, message, remedy}; doctor adds host, null for checks made by the command itself
UP         {pid, ready, startedAt, natsPort, processes: [{name, pid, restarts}]}; null where \`up\` does not run here`;
