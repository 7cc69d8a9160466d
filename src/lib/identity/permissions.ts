import type { MemberId, TeamId } from '#lib/platform/ids.ts';
import type { Actor, MemberActor, Role, Scope } from './actor.ts';

/**
 * The one place that says who may what. Asked at the route and again when a socket subscribes.
 * Every question is within the actor's own organization: other organizations are never reached.
 */
export type Ask =
	| { may: 'standings.read' }
	| { may: 'moments.read' }
	| { may: 'moments.cheer' }
	| { may: 'moments.comment' }
	/** Take back a comment of one's own; remove anybody's below a win of this team. */
	| { may: 'comments.takeBack'; of: MemberId }
	| { may: 'comments.remove'; team: TeamId | null }
	/** A private line to somebody of this team, or reading what was written to them. */
	| { may: 'coaching.write'; team: TeamId | null }
	| { may: 'coaching.read'; of: MemberId; team: TeamId | null }
	| { may: 'goals.read' }
	/** Answer for a goal that is this person's: change it, close it, agree to what supports it. */
	| { may: 'goals.own'; of: MemberId }
	/** Propose any goal, join one that is open, ask for help with it. */
	| { may: 'goals.propose' }
	/** Set an organization's goal (no team) or a team's. */
	| { may: 'goals.set'; team: TeamId | null }
	| { may: 'recognition.give' }
	/** Put otherwise or take back what was said: one's own words only. */
	| { may: 'recognition.change'; of: MemberId }
	/** The values, the weekly badges and the huddle. */
	| { may: 'recognition.setup' }
	/** Who of one's people has heard no specific word: a manager's own teams, an admin's organization. */
	| { may: 'recognition.oversee' }
	/** Give a badge to people whose teams are these. */
	| { may: 'badges.give'; teams: (TeamId | null)[] }
	/** Design the organization's badges and say what earns them. */
	| { may: 'badges.design' }
	/** Record an activity by hand, or reverse one, of a member who is in this team. */
	| { may: 'activities.record'; of: MemberId; team: TeamId | null }
	| { may: 'activities.reverse'; team: TeamId | null }
	/** Take back alone what one typed in for oneself. */
	| { may: 'activities.takeBack'; of: MemberId }
	/** Question an entry: one's own. */
	| { may: 'questions.ask'; of: MemberId }
	/** Answer a question about an entry of this team, say that one has looked at what was flagged in it. */
	| { may: 'questions.answer'; team: TeamId | null }
	/** The page of what is worth a look. */
	| { may: 'checks.see' }
	/** Show an award to the world, and stop: everybody for their own only. */
	| { may: 'credentials.share'; of: MemberId }
	/** The key that shared badges are signed with. */
	| { may: 'credentials.manage' }
	| { may: 'activities.send' }
	| { may: 'boards.fetch' }
	| { may: 'displays.manage' }
	| { may: 'display.show'; display: string }
	/** Boards, goals and wins as they may hang on a wall, without who hides from it. */
	| { may: 'walls.watch' }
	/** The list of people, with e-mails and links: a manager's own teams, an admin's organization. */
	| { may: 'people.see' }
	/** A link into a team with a role, or for somebody of that team to set a (new) password. */
	| { may: 'people.invite'; team: TeamId | null; role: Role }
	| { may: 'people.manage' }
	| { may: 'metrics.edit' }
	/** The list of what people aim at: a manager's own teams, an admin's organization. */
	| { may: 'targets.see' }
	/** Say what somebody of this team aims at. */
	| { may: 'targets.set'; team: TeamId | null }
	/** What somebody of this team aims at. */
	| { may: 'targets.read'; of: MemberId; team: TeamId | null }
	/** The list of expectation cards: a manager's own teams, an admin's organization. */
	| { may: 'expectations.see' }
	/** Write down what is expected of somebody of this team. */
	| { may: 'expectations.write'; team: TeamId | null }
	| { may: 'expectations.read'; of: MemberId; team: TeamId | null }
	/** Tap that one has read one's own card, or ask to talk about it. */
	| { may: 'expectations.answer'; of: MemberId }
	/** How somebody's work adds up, as they see it themselves. */
	| { may: 'alignment.see'; of: MemberId; team: TeamId | null }
	/** Say that work which feeds no goal is done all the same: one's own, a team's or everybody's. */
	| { may: 'work.keep'; of: MemberId }
	| { may: 'work.keepForAll'; team: TeamId | null }
	/** The page of what serves no goal, and the meetings on it: a team's or everybody's. */
	| { may: 'alignment.tend' }
	| { may: 'meetings.keep'; team: TeamId | null }
	/** What somebody of this team talks about with who leads them: reading it, and saying more. */
	| { may: 'talks.share'; of: MemberId; team: TeamId | null }
	/** Leave the leagues or come back: everybody for themselves only. */
	| { may: 'leagues.play'; of: MemberId }
	/** How one is seen and rung for: everybody for themselves only. */
	| { may: 'preferences.set'; of: MemberId }
	/** Days off of somebody else, also in the past. */
	| { may: 'daysOff.give'; team: TeamId | null }
	| { may: 'leagues.set' }
	/** Say when the bell rings. */
	| { may: 'moments.tune' }
	/** Say whether a programme one is in is still useful. */
	| { may: 'programmes.answer' }
	/** See what was answered about a programme, and keep one that is about to retire: its owner's. */
	| { may: 'programmes.keep'; of: MemberId | null }
	| { may: 'groups.manage' }
	| { may: 'keys.manage' }
	| { may: 'organization.edit' };

/**
 * `member` is anybody signed in, `oneself` the person it is about, `leader` a manager of every team
 * it is about (a manager invites reps only), `itself` the display that it is about; a scope is a key's.
 */
type Grant = 'member' | 'oneself' | 'leader' | 'manager' | 'admin' | 'display' | 'itself' | Scope;

const WHO: Record<Ask['may'], Grant[]> = {
	'standings.read': ['member'],
	'moments.read': ['member'],
	'moments.cheer': ['member'],
	'moments.comment': ['member'],
	'comments.takeBack': ['oneself'],
	'comments.remove': ['leader', 'admin'],
	'coaching.write': ['leader', 'admin'],
	'coaching.read': ['oneself', 'leader', 'admin'],
	'goals.read': ['member'],
	'goals.own': ['oneself'],
	'goals.propose': ['member'],
	'goals.set': ['leader', 'admin'],
	'recognition.give': ['member'],
	'recognition.change': ['oneself'],
	'recognition.setup': ['admin'],
	'recognition.oversee': ['manager', 'admin'],
	'badges.give': ['leader', 'admin'],
	'badges.design': ['admin'],
	'activities.record': ['oneself', 'leader', 'admin'],
	'activities.reverse': ['leader', 'admin'],
	'activities.takeBack': ['oneself'],
	'questions.ask': ['oneself'],
	'questions.answer': ['leader', 'admin'],
	'checks.see': ['manager', 'admin'],
	'credentials.share': ['oneself'],
	'credentials.manage': ['admin'],
	'activities.send': ['activities:write'],
	'boards.fetch': ['boards:read'],
	'displays.manage': ['manager', 'admin'],
	'display.show': ['itself'],
	'walls.watch': ['display'],
	'people.see': ['manager', 'admin'],
	'people.invite': ['leader', 'admin'],
	'people.manage': ['admin'],
	'metrics.edit': ['admin'],
	'targets.see': ['manager', 'admin'],
	'targets.set': ['leader', 'admin'],
	'targets.read': ['oneself', 'leader', 'admin'],
	'expectations.see': ['manager', 'admin'],
	'expectations.write': ['leader', 'admin'],
	'expectations.read': ['oneself', 'leader', 'admin'],
	'expectations.answer': ['oneself'],
	'alignment.see': ['oneself', 'leader', 'admin'],
	'work.keep': ['oneself'],
	'work.keepForAll': ['leader', 'admin'],
	'alignment.tend': ['manager', 'admin'],
	'meetings.keep': ['leader', 'admin'],
	'talks.share': ['oneself', 'leader', 'admin'],
	'leagues.play': ['oneself'],
	'preferences.set': ['oneself'],
	'daysOff.give': ['leader', 'admin'],
	'leagues.set': ['admin'],
	'moments.tune': ['admin'],
	'programmes.answer': ['member'],
	'programmes.keep': ['oneself', 'admin'],
	'groups.manage': ['manager', 'admin'],
	'keys.manage': ['admin'],
	'organization.edit': ['admin']
};

export function may(actor: Actor | null, ask: Ask): boolean {
	return actor !== null && WHO[ask.may].some((grant) => holds(actor, grant, ask));
}

function holds(actor: Actor, grant: Grant, ask: Ask): boolean {
	switch (actor.kind) {
		case 'key':
			return actor.scopes.some((scope) => scope === grant);
		case 'display':
			return grant === 'display' || (grant === 'itself' && aboutDisplay(ask) === actor.displayId);
		case 'member':
			return memberHolds(actor, grant, ask);
	}
}

function memberHolds(actor: MemberActor, grant: Grant, ask: Ask): boolean {
	switch (grant) {
		case 'member':
			return true;
		case 'oneself':
			return 'of' in ask && ask.of === actor.memberId;
		case 'leader':
			return actor.role === 'manager' && leads(actor, ask);
		case 'manager':
		case 'admin':
			return actor.role === grant;
		default:
			return false;
	}
}

function leads(actor: MemberActor, ask: Ask): boolean {
	const teams = 'teams' in ask ? ask.teams : 'team' in ask ? [ask.team] : [];
	if ('role' in ask && ask.role !== 'rep') return false;
	return teams.length > 0 && teams.every((team) => team !== null && actor.manages.includes(team));
}

function aboutDisplay(ask: Ask): string | undefined {
	return ask.may === 'display.show' ? ask.display : undefined;
}
