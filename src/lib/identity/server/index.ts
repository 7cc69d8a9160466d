export * from './schema.ts';
export * from './groups/schema.ts';
export * from './invitations/schema.ts';
export * from './keys/schema.ts';
export { findOrganization, listOrganizations, readOrganization } from './read-organization.ts';
export { createOrganization, type NewOrganization } from './create-organization.ts';
export { addTeam } from './add-team.ts';
export { countMade } from './count-made.ts';
export { listTeams } from './list-teams.ts';
export { addMember } from './add-member.ts';
export { listPeople, readPerson } from './list-people.ts';
export { lastsOn } from './lasts-on.ts';
export { memberActor } from './member-actor.ts';
export { ownTopic } from './own-topic.ts';
export { moveMember } from './move-member.ts';
export { setManagers } from './set-managers.ts';
export { importPeople, type ImportedPeople } from './import-people.ts';
export { actorOfSession, openSession, sweepSessions, type OpenSession } from './sessions.ts';
export { dropSession, keepSession, SESSION_COOKIE } from './session-cookie.ts';
export { signIn } from './sign-in.ts';
export { signOut, signOutEverywhere } from './sign-out.ts';
export { createKey } from './keys/create-key.ts';
export { actorOfKey, recallKey } from './keys/actor-of-key.ts';
export { listKeys } from './keys/list-keys.ts';
export { revokeKey } from './keys/revoke-key.ts';
export { calendarOf, type Organization } from '../organization.ts';
export type { Person, Team } from '../person.ts';
export type { PersonRow } from '../people-rows.ts';
export { refuseKey } from './keys/refuse-key.ts';
export { changeRole } from './change-role.ts';
export { leave, comeBack } from './leave.ts';
export { listLeft } from './list-left.ts';
export { placePerson } from './place-person.ts';
export { startTeam } from './start-team.ts';
export { nameManagers } from './name-managers.ts';
export { addPerson } from './add-person.ts';
export { correctPerson } from './correct-person.ts';
export { editOrganization } from './edit-organization.ts';
export { setWorkdays } from './set-workdays.ts';
export { invite } from './invitations/invite.ts';
export { listInvitations } from './invitations/list-invitations.ts';
export { readInvitation } from './invitations/read-invitation.ts';
export { revokeInvitation } from './invitations/revoke-invitation.ts';
export { join } from './invitations/join.ts';
export { PASSWORD_MAX, PASSWORD_MIN } from './passwords.ts';
export {
	admit,
	checkCode,
	firstRunCode,
	foundFirst,
	isEmpty,
	needsCode,
	offerCode
} from './first-run.ts';
export { knowsZone } from './knows-zone.ts';
export { nextMidnight } from './next-midnight.ts';
export { codeForm, foundForm, joinForm, signInForm } from './door-forms.ts';
export * from './people-forms.ts';
export { noteChange } from './note-change.ts';
export { listGroups, readGroup } from './groups/list-groups.ts';
export { addGroup } from './groups/add-group.ts';
export { renameGroup } from './groups/rename-group.ts';
export { setGroupMembers } from './groups/set-group-members.ts';
export type { Group } from '../group.ts';
