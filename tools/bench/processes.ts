// How much processor and memory each program used, read from /proc (Linux; elsewhere nothing is known and nothing is invented).

import { existsSync, readFileSync, readdirSync } from 'node:fs';

export interface CpuSample {
  /** Clock ticks used so far, by who used them. */
  readonly server: number;
  readonly postgres: number;
  readonly generator: number;
  readonly at: number;
}
/** Share of one processor; 2 means two processors busy. */
export interface CpuShare {
  readonly server: number;
  readonly postgres: number;
  readonly generator: number;
}

/** USER_HZ is 100 on every Linux Node runs on. */
const ticksPerSecond = 100;
const measurable = existsSync('/proc/self/stat');

interface ProcessStat {
  readonly parent: number;
  readonly ticks: number;
}

function statOf(pid: number): ProcessStat | undefined {
  try {
    // The name in parentheses may hold spaces: fields are counted after it.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
    // utime and stime, and those of children already gone (backends that ended).
    return { parent: Number(fields[1]), ticks: [11, 12, 13, 14].reduce((sum, index) => sum + Number(fields[index]), 0) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || (error as NodeJS.ErrnoException).code === 'ESRCH') return undefined;
    throw error;
  }
}

const ticksOf = (pid: number): number => statOf(pid)?.ticks ?? 0;

/** The postmaster of this data directory and its backends. */
function postgresTicks(postgresDir: string): number {
  const postmaster = postmasterOf(postgresDir);
  if (postmaster === undefined) return 0;
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  return pids.reduce((sum, pid) => {
    const stat = statOf(pid);
    return stat !== undefined && (pid === postmaster || stat.parent === postmaster) ? sum + stat.ticks : sum;
  }, 0);
}

export function postmasterOf(postgresDir: string): number | undefined {
  const file = `${postgresDir}/postmaster.pid`;
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : undefined;
}

/** Undefined where there is no /proc. */
export function sampleCpu(serverPid: number, postgresDir: string): CpuSample | undefined {
  if (!measurable) return undefined;
  return { server: ticksOf(serverPid), postgres: postgresTicks(postgresDir), generator: ticksOf(process.pid), at: performance.now() };
}

export function cpuBetween(before: CpuSample | undefined, after: CpuSample | undefined): CpuShare | undefined {
  if (before === undefined || after === undefined) return undefined;
  const available = ((after.at - before.at) / 1_000) * ticksPerSecond;
  const share = (who: keyof CpuShare): number => (after[who] - before[who]) / available;
  return { server: share('server'), postgres: share('postgres'), generator: share('generator') };
}

/** Resident memory of the server, now and at its highest, in MB. */
export function memoryOf(pid: number): { readonly nowMb: number; readonly peakMb: number } | undefined {
  if (!measurable) return undefined;
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const megabytes = (name: string): number => Math.round(Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1] ?? 0) / 1024);
  return { nowMb: megabytes('VmRSS'), peakMb: megabytes('VmHWM') };
}
