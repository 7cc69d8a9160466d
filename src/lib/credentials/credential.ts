/**
 * An award as an Open Badges 3.0 credential. What stands here is all that becomes public: the name,
 * the badge and what it is given for, two days, and the organization's name. No e-mail, no id of ours
 * that would tie two credentials of a person together.
 */
export const CONTEXTS = [
	'https://www.w3.org/ns/credentials/v2',
	'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'
] as const;

/** The keyword, element and namespace that readers of baked pictures look for. */
export const BAKED_KEYWORD = 'openbadgecredential';
export const BAKED_NAMESPACE = 'https://purl.imsglobal.org/ob/v3p0';

/** What a credential says. */
export interface Said {
	/** The member's name as it stands when they share. */
	name: string;
	organization: string;
	badgeId: string;
	/** With its level, where it has some. */
	badge: string;
	criteria: string;
	/** The day of the award in the organization's time zone, `YYYY-MM-DD`. */
	awardedOn: string;
}

/** Where it and its surroundings are found; whole addresses, and stable. */
export interface Addresses {
	credential: string;
	picture: string;
	issuer: string;
	statusList: string;
}

export interface OpenBadgeCredential {
	'@context': readonly string[];
	id: string;
	type: string[];
	name: string;
	issuer: { id: string; type: string[]; name: string };
	validFrom: string;
	awardedDate: string;
	credentialSubject: {
		id: string;
		type: string[];
		identifier: {
			type: 'IdentityObject';
			identityType: 'name';
			hashed: false;
			identityHash: string;
		}[];
		achievement: {
			id: string;
			type: string[];
			achievementType: 'Badge';
			name: string;
			description: string;
			criteria: { narrative: string };
			image: { id: string; type: 'Image' };
		};
	};
	credentialStatus: {
		id: string;
		type: 'BitstringStatusListEntry';
		statusPurpose: 'revocation';
		statusListIndex: string;
		statusListCredential: string;
	};
}

/** `subjectId` is a random UUID made for this credential alone; `at` counts to the second. */
export function makeCredential(
	said: Said,
	at: Addresses,
	made: { subjectId: string; statusIndex: number; at: Date }
): OpenBadgeCredential {
	return {
		'@context': CONTEXTS,
		id: at.credential,
		type: ['VerifiableCredential', 'OpenBadgeCredential'],
		name: said.badge,
		issuer: { id: at.issuer, type: ['Profile'], name: said.organization },
		validFrom: instant(made.at),
		awardedDate: `${said.awardedOn}T00:00:00Z`,
		credentialSubject: {
			id: `urn:uuid:${made.subjectId}`,
			type: ['AchievementSubject'],
			identifier: [
				{
					type: 'IdentityObject',
					identityType: 'name',
					hashed: false,
					identityHash: said.name
				}
			],
			achievement: achievementOf(said, at)
		},
		credentialStatus: {
			id: `${at.statusList}#${made.statusIndex}`,
			type: 'BitstringStatusListEntry',
			statusPurpose: 'revocation',
			statusListIndex: String(made.statusIndex),
			statusListCredential: at.statusList
		}
	};
}

function achievementOf(
	said: Said,
	at: Addresses
): OpenBadgeCredential['credentialSubject']['achievement'] {
	return {
		id: `urn:uuid:${said.badgeId}`,
		type: ['Achievement'],
		achievementType: 'Badge',
		name: said.badge,
		description: said.criteria,
		criteria: { narrative: said.criteria },
		image: { id: at.picture, type: 'Image' }
	};
}

/** Reads a credential of ours back into what it says. */
export function saidBy({
	issuer,
	awardedDate,
	credentialSubject
}: OpenBadgeCredential): Omit<Said, 'badgeId'> {
	const { identifier, achievement } = credentialSubject;
	return {
		name: identifier[0]?.identityHash ?? '',
		organization: issuer.name,
		badge: achievement.name,
		criteria: achievement.criteria.narrative,
		awardedOn: awardedDate.slice(0, 10)
	};
}

/** RFC 3339 to the second, which is what a NumericDate can say too. */
export function instant(at: Date): string {
	return `${at.toISOString().slice(0, 19)}Z`;
}
