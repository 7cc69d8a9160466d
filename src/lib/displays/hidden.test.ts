import { describe, expect, it } from 'vitest';
import type { Goal, GoalsState } from '#lib/metrics/goals/goal.ts';
import type { MomentCard } from '#lib/moments/moment.ts';
import { goalsShown, winsShown } from './hidden.ts';

const lena = { id: 'lena', name: 'Lena Tran' };
const ann = { id: 'ann', name: 'Ann Li (Bergen)' };

function win(who: string, changes: Partial<MomentCard> = {}) {
	const member = { id: who, name: who, colour: 1, team: null, picture: null };
	const words = { headline: 'won Brightline', detail: '', quote: null, from: null };
	return { id: `win of ${who}`, member, ...words, onTv: true, ...changes } as MomentCard;
}

describe('who hides from TVs', () => {
	it('has no win there, and nobody else loses theirs', () => {
		const shown = winsShown([win('lena'), win('aiko'), win('jonas', { onTv: false })], [lena]);
		expect(shown.map(({ member }) => member.id)).toEqual(['aiko']);
		expect(winsShown([win('lena'), win('aiko')], [])).toHaveLength(2);
	});

	it('is not named in what others won or were told', () => {
		const from = { id: 'lena', name: 'Lena Tran' } as MomentCard['from'];
		const [passed, thanked] = winsShown(
			[
				win('aiko', {
					headline: 'passed Lena Tran',
					detail: 'ahead of Lena Tran and Jonas Okafor'
				}),
				win('jonas', { quote: 'You and Lena Tran saved it.', from })
			],
			[lena]
		);
		expect(passed).toMatchObject({
			headline: 'passed a colleague',
			detail: 'ahead of a colleague and Jonas Okafor'
		});
		expect(thanked).toMatchObject({ quote: 'You and a colleague saved it.', from: null });
	});

	it('is not named as people call each other, and takes nothing from who is called alike', () => {
		const [told] = winsShown(
			[
				win('aiko', {
					headline: 'passed Ann Li (Bergen)',
					detail: 'ahead of Ann Lindqvist',
					quote: 'You and Ann called Annabel, and Ann’s deal stood.'
				})
			],
			[ann]
		);
		expect(told).toMatchObject({
			headline: 'passed a colleague',
			detail: 'ahead of Ann Lindqvist',
			quote: 'You and a colleague called Annabel, and a colleague’s deal stood.'
		});
	});

	it('feeds no goal by name', () => {
		const own = (member: Goal['member']) =>
			({
				id: member?.name ?? 'company',
				member,
				owner: lena,
				people: [lena, ann],
				...words
			}) as Goal;
		const words = {
			kind: 'social',
			title: 'Coach Lena through two calls',
			why: 'Lena Tran is new'
		};
		const state = {
			today: '2026-11-18',
			goals: [own(null), own({ ...lena, colour: 1 } as Goal['member'])]
		} as GoalsState;
		expect(goalsShown(state, [lena]).goals).toEqual([
			{
				...{ id: 'company', kind: 'social', member: null, owner: null, people: [ann] },
				title: 'Coach a colleague through two calls',
				why: 'a colleague is new'
			}
		]);
		expect(goalsShown(state, [])).toBe(state);
	});
});
