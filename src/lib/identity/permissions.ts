import type { MemberId, TeamId } from '#lib/platform/ids.ts';
import type { Actor } from './actor.ts';

/**
 * The one place that says who may what. Asked at the route and again when a socket subscribes.
 * Every question is within the actor's own organization: other organizations are never reached.
 */
export type Ask =
	| { may: 'standings.read' }
	| { may: 'moments.read' }
	| { may: 'moments.cheer' }
	| { may: 'goals.read' }
	/** A social goal of one's own, or a check-in on it. */
	| { may: 'goals.own'; of: MemberId }
	/** Set an organization's goal (no team) or a team's. */
	| { may: 'goals.set'; team: TeamId | null }
	| { may: 'recognition.give' }
	/** Give a badge to people whose teams are these. */
	| { may: 'badges.give'; teams: (TeamId | null)[] }
	/** Record an activity by hand, or reverse one, of a member who is in this team. */
	| { may: 'activities.record'; of: MemberId; team: TeamId | null }
	| { may: 'activities.reverse'; team: TeamId | null }
	| { may: 'activities.send' }
	| { may: 'boards.fetch' }
	| { may: 'displays.manage' }
	| { may: 'display.show'; display: string }
	| { may: 'people.invite'; team: TeamId | null }
	| { may: 'people.manage' }
	| { may: 'metrics.edit' }
	| { may: 'keys.manage' }
	| { may: 'organization.edit' };

export function may(actor: Actor | null, ask: Ask): boolean {
	if (!actor) return false;
	if (actor.kind === 'key') return mayKey(actor.scopes, ask);
	if (actor.kind === 'display') return mayDisplay(actor.displayId, ask);
	if (actor.role === 'admin') return ask.may !== 'display.show';
	return mayMember(actor, ask);
}

function mayMember(actor: Extract<Actor, { kind: 'member' }>, ask: Ask): boolean {
	const leads = (team: TeamId | null) =>
		actor.role === 'manager' && team !== null && actor.manages.includes(team);
	switch (ask.may) {
		case 'standings.read':
		case 'moments.read':
		case 'moments.cheer':
		case 'goals.read':
		case 'recognition.give':
			return true;
		case 'goals.own':
			return ask.of === actor.memberId;
		case 'goals.set':
		case 'activities.reverse':
		case 'people.invite':
			return leads(ask.team);
		case 'activities.record':
			return ask.of === actor.memberId || leads(ask.team);
		case 'badges.give':
			return ask.teams.every(leads);
		case 'displays.manage':
			return actor.role === 'manager';
		default:
			return false;
	}
}

function mayKey(scopes: string[], ask: Ask): boolean {
	if (ask.may === 'activities.send') return scopes.includes('activities:write');
	return ask.may === 'boards.fetch' && scopes.includes('boards:read');
}

function mayDisplay(display: string, ask: Ask): boolean {
	if (ask.may === 'display.show') return ask.display === display;
	return ['standings.read', 'moments.read', 'goals.read'].includes(ask.may);
}
