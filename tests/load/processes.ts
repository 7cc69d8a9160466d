import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** Seconds of processor time that a process has used; NaN where the system does not tell. */
export function cpuSeconds(pid: number): number {
	const file = `/proc/${pid}/stat`;
	if (!existsSync(file)) return NaN;
	const text = readFileSync(file, 'utf8');
	const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
	return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond();
}

/** Kilobytes of memory that a process holds; NaN where the system does not tell. */
export function memoryKb(pid: number): number {
	const file = `/proc/${pid}/status`;
	if (!existsSync(file)) return NaN;
	return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(file, 'utf8'))?.[1] ?? NaN);
}

let ticks: number | undefined;

function ticksPerSecond(): number {
	return (ticks ??= Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' })));
}
