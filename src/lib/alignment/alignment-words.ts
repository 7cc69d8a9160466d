import { amountWords, inSentence } from '#lib/metrics/words.ts';
import { showFigure } from '#lib/platform/quantity.ts';
import type { AlignedPeriod, LooseWork, Shares } from './picture.ts';

const THIS_PERIOD: Record<AlignedPeriod, string> = {
	week: 'this week',
	month: 'this month',
	quarter: 'this quarter'
};

/** "20 calls connected this week": what somebody did that feeds no goal. */
export function workPhrase(
	{ metric, value }: Pick<LooseWork, 'metric' | 'value'>,
	period: AlignedPeriod,
	currency: string
): string {
	const { name, unit } = metric;
	const amount = BigInt(value);
	const work =
		unit === 'count'
			? amountWords(amount, name, true)
			: `${showFigure(amount, unit, currency)} ${inSentence(name)}`;
	return `${work} ${THIS_PERIOD[period]}`;
}

/**
 * "3 activities, 200 points, 8% of the week". Where an activity counts one each, saying how many they
 * were would say the same again.
 */
export function tookWords(
	work: Omit<LooseWork, 'counted'>,
	period: AlignedPeriod,
	currency: string
): string {
	const { activities, metric, value, points, share } = work;
	const same = metric.unit === 'count' && value === String(activities);
	const parts = [
		same ? '' : activities === 1 ? '1 activity' : `${activities.toLocaleString('en')} activities`,
		BigInt(points) > 0n ? `${showFigure(BigInt(points), 'points', currency)} points` : 'no points',
		share > 0 ? `${share}% of the ${period}` : ''
	];
	return parts.filter(Boolean).join(', ');
}

/** "83% of your work feeds a goal." */
export function alignedWords({ percent }: { percent: number | null }): string {
	if (percent === null) return 'Nothing counted yet this week. What you do next shows up here.';
	if (percent === 100) return 'All of your work feeds a goal.';
	return percent === 0
		? 'None of your work feeds a goal yet.'
		: `${percent}% of your work feeds a goal.`;
}

/** "81% feeds a goal, 12% is kept all the same, 7% feeds none": a bar for the ear. */
export function shareWords({ fed, kept, loose }: Shares): string {
	const parts = [`${fed}% feeds a goal`];
	if (kept) parts.push(`${kept}% is kept all the same`);
	if (loose) parts.push(`${loose}% feeds none`);
	return parts.join(', ');
}

/** What the page says of whom: `whose` is `mine`, `everyone`, or a team's or a member's id. */
export function pageWords(asked: { whose: string; name: string | undefined; isMember: boolean }): {
	title: string;
	lead: string;
} {
	const { whose, name = '', isMember } = asked;
	if (isMember)
		return {
			title: `What ${name}’s work adds up to`,
			lead: `The same that ${name.split(' ')[0]} sees. It says where goals are missing, not who is good.`
		};
	if (whose === 'mine')
		return {
			title: 'What your work adds up to',
			lead: 'How much of it leads to a goal of the organization. You and who leads you see this.'
		};
	return {
		title: whose === 'everyone' ? 'What everybody’s work adds up to' : `What ${name} adds up to`,
		lead: 'How much of the work leads to a goal of the organization. Nobody is ranked by it.'
	};
}
