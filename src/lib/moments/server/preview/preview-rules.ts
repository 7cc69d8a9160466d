import { readOrganization } from '#lib/identity/server/index.ts';
import type { OrgId } from '#lib/platform/ids.ts';
import { addDays } from '#lib/platform/period.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { dayIn } from '#lib/platform/zone.ts';
import type { RulePage, RulePreview } from '../../rule-page.ts';
import { isRuleKey, type RuleKey, type RuleSetting } from '../../rules.ts';
import { parkedRules } from '../tuning/parked-rules.ts';
import { readRules } from '../tuning/read-rules.ts';
import { ruleForm, settingOf } from '../tuning/rule-form.ts';
import type { WalkedMoment } from './ringing.ts';
import { readStory, walkStory } from './walk-story.ts';

/** So much of its history an organization's preview walks over. */
const DAYS = 30;

const EXAMPLES = 5;

/**
 * The rules, the one that `asked` tunes as it is asked, with what each would have brought in the last
 * thirty days together with all the others; a rule that is off, as if it were on.
 */
export async function previewRules(
	{ db, clock }: Context,
	orgId: OrgId,
	asked: URLSearchParams
): Promise<RulePage> {
	const organization = await readOrganization(db, orgId);
	const { rule, setting: tried, fields } = tryForm(asked);
	const kept = await readRules(db, orgId);
	const rules = kept.map((each) => (each.rule === tried?.rule ? tried : each));
	const today = dayIn(organization.timeZone, clock.now());
	const story = await readStory(db, organization, { from: addDays(today, 1 - DAYS), until: today });
	const rung = await walkStory(story, rules);
	const allOn = rules.map((each) => ({ ...each, isOn: true }));
	const ifOn = rules.every(({ isOn }) => isOn) ? rung : await walkStory(story, allOn);
	const parked = await parkedRules(db, orgId);
	return {
		rules: rules.map((setting) => ({
			setting,
			preview: previewOf(setting.isOn ? rung : ifOn, setting.rule),
			parked: parked.find((each) => each.rule === setting.rule)?.wins ?? 0
		})),
		asked: rule,
		fields,
		all: { days: DAYS, ...countOf(rung) }
	};
}

interface Tried {
	rule: RuleKey | null;
	/** None where the form cannot be read, or only names a rule. */
	setting: RuleSetting | null;
	fields: Record<string, string>;
}

function tryForm(asked: URLSearchParams): Tried {
	const key = asked.get('rule') ?? '';
	const rule = isRuleKey(key) ? key : null;
	if (!rule || !asked.has('perDay')) return { rule, setting: null, fields: {} };
	const form = ruleForm.safeParse(Object.fromEntries(asked));
	if (form.success) return { rule, setting: settingOf(form.data), fields: {} };
	const { issues } = form.error;
	const fields = Object.fromEntries(issues.map(({ path, message }) => [path.join('.'), message]));
	return { rule, setting: null, fields };
}

function previewOf(moments: WalkedMoment[], rule: RuleKey): RulePreview {
	const rung = moments.filter(({ rules }) => rules.includes(rule));
	const latest = rung.slice(-EXAMPLES).reverse();
	return {
		...countOf(rung),
		examples: latest.map(({ day, name, headline, figure, detail }) => ({
			day,
			name,
			headline,
			figure,
			detail
		}))
	};
}

function countOf(moments: WalkedMoment[]): { rings: number; people: number } {
	const people = new Set(moments.map(({ memberId }) => memberId));
	return { rings: moments.length, people: people.size };
}
