import { METRICS, PEOPLE, RATES, type Differs, type Step } from './history.ts';
import type { ModelRow, ModelRule } from './model.ts';

/** The ids that the organization has for what a history names by its place. */
export interface Names {
	people: readonly string[];
	metrics: readonly string[];
	/** The last one is none. */
	teams: readonly string[];
}

export interface ToldEntry {
	/** As it was sent, and where it stands after all corrections. */
	sent: { who: number; metric: number; value: number; day: string };
	now: { who: number; metric: number; value: number; day: string; team: string };
	stands: boolean;
}

/** What a history should come to, by nothing but its words. */
export interface Told {
	rows: ModelRow[];
	rules: ModelRule[];
	entries: ToldEntry[];
	teamOn(who: number, day: string): string;
	record(sent: ToldEntry['sent']): void;
	/** Each answers whether anything changes. */
	reverse(entry: ToldEntry): boolean;
	withdraw(entry: ToldEntry): boolean;
	correct(entry: ToldEntry, change: Differs & { day?: string }, again: boolean): boolean;
	move(who: number, team: number, from: string): void;
	rule(step: Extract<Step, { do: 'rule' }>, from: string): void;
}

export function tell(names: Names): Told {
	const moves = PEOPLE.map((_, who) => [
		{ from: '1900-01-01', team: names.teams[who === 2 ? 1 : 0]! }
	]);
	const add = ({ now }: ToldEntry, sign: 1 | -1) =>
		void told.rows.push({
			metric: names.metrics[now.metric]!,
			member: names.people[now.who]!,
			team: now.team,
			day: now.day,
			value: BigInt(sign * now.value),
			sign
		});
	const told: Told = {
		rows: [],
		rules: METRICS.map((_, metric) => ({
			metric: names.metrics[metric]!,
			from: '1900-01-01',
			factor: RATES[0][1],
			cap: null,
			guard: null
		})),
		entries: [],
		teamOn: (who, day) => moves[who]!.findLast(({ from }) => from <= day)!.team,
		record(sent) {
			const entry = { sent, now: { ...sent, team: told.teamOn(sent.who, sent.day) }, stands: true };
			told.entries.push(entry);
			add(entry, 1);
		},
		reverse(entry) {
			if (!entry.stands) return false;
			add(entry, -1);
			entry.stands = false;
			return true;
		},
		withdraw(entry) {
			if (entry.stands) return false;
			add(entry, 1);
			entry.stands = true;
			return true;
		},
		correct(entry, { back: _, ...change }, again) {
			if (!entry.stands && !again) return false;
			const { team, ...said } = entry.now;
			const next = { ...said, ...change };
			if (JSON.stringify(next) === JSON.stringify(said)) return again && told.withdraw(entry);
			if (entry.stands) add(entry, -1);
			const stays = next.who === said.who && next.day === said.day;
			entry.now = { ...next, team: stays ? team : told.teamOn(next.who, next.day) };
			entry.stands = true;
			add(entry, 1);
			return true;
		},
		move(who, team, from) {
			moves[who] = moves[who]!.filter((one) => one.from < from);
			moves[who].push({ from, team: names.teams[team]! });
		},
		rule({ metric, rate, cap, guard }, from) {
			const id = names.metrics[metric]!;
			told.rules = told.rules.filter((rule) => rule.metric !== id || rule.from !== from);
			told.rules.push({
				metric: id,
				from,
				factor: RATES[rate]![1],
				cap: cap === null ? null : BigInt(cap),
				guard: guard && {
					outcome: names.metrics[guard.outcome]!,
					allows: BigInt(guard.allows),
					per: BigInt(guard.per),
					window: guard.window
				}
			});
		}
	};
	return told;
}
