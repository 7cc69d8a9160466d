import type { Terminal } from './command.ts';

export interface Progress {
	/** `share` from 0 to 1. */
	show(share: number, words: string): void;
	/** Leaves the line to whoever writes next. */
	end(): void;
}

const WIDTH = 28;

/** A bar where somebody watches; elsewhere a plain line for every tenth. */
export function progressOn(terminal: Terminal): Progress {
	return terminal.watched ? bar() : lines(terminal);
}

function bar(): Progress {
	let drawn = false;
	return {
		show(share, words) {
			const filled = Math.round(Math.min(1, share) * WIDTH);
			const line = `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${percent(share)}  ${words}`;
			process.stderr.write(`\r\u001b[2K${line}`);
			drawn = true;
		},
		end() {
			if (drawn) process.stderr.write('\n');
			drawn = false;
		}
	};
}

function lines(terminal: Terminal): Progress {
	let tenths = 0;
	return {
		show(share, words) {
			const now = Math.floor(Math.min(1, share) * 10);
			if (now <= tenths) return;
			tenths = now;
			terminal.say(`${percent(share)}  ${words}`);
		},
		end() {}
	};
}

function percent(share: number): string {
	return `${Math.round(Math.min(1, share) * 100)} %`.padStart(5);
}
