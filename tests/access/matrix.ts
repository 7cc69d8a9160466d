import { SENT_AS, type World } from './world.ts';

/**
 * Who gets through which door. A row for every page, action, endpoint, socket event and topic; one
 * without a row fails, and so does a row without a door. To add one, write the line.
 *
 * The words stand in this order: a stranger, a rep (Aiko, Northern Lights), another team's manager
 * (Ruben, Harbour Crew), the manager (Ines, Northern Lights), the admin (Greta), a TV, an API key
 * with every scope, and the admin of another organization (Finn).
 *
 * - `in`     gets through; what was done by the one before may be in the way (409)
 * - `login`  is sent to sign in
 * - `pair`   is sent to pair the TV first
 * - `no`     may not (403)
 * - `none`   is told that there is no such thing (404)
 * - `off`    is told that what they chose or wrote is not among what they can (400)
 * - `who`    has to say who they are (401)
 * - `out`    is not connected
 */
export const ACTORS = [
	'stranger',
	'rep',
	'otherManager',
	'manager',
	'admin',
	'display',
	'key',
	'otherOrganization'
] as const;
export type ActorName = (typeof ACTORS)[number];
export type Outcome = 'in' | 'login' | 'pair' | 'no' | 'none' | 'off' | 'who' | 'out';

export interface Row {
	outcomes: string;
	/** The address, where the route has parameters or needs a query. */
	path?: (world: World) => string;
	/** What an action is sent: what the most powerful of them would be let in with. */
	form?: (world: World) => Record<string, string>;
	json?: (world: World) => unknown;
}

const ANYONE = 'in     in   in  in  in  in     in     in';
const MEMBERS = 'login in   in  in  in  login  login  in';
const MEMBERS_OF_IT = 'login in  in  in  in  login  login  none';
/** Seen by people and TVs of the organization. */
const SHOWN = 'who    in   in  in  in  in     who    none';
const MEMBERS_ASKED = 'login off off off off login login off';
const LEADERS = 'login  no   in  in  in  login  login  in';
const LEADERS_HERE = 'login  no   in  in  in  login  login  none';
const LEADERS_OF_IT = 'login  no   no  in  in  login  login  none';
const ONESELF = 'login  in   no  no  no  login  login  none';
const THEIR_OWN = 'login  in   none none none login login none';
const ADMINS = 'login  no   no  no  in  login  login  in';
const ADMINS_OF_IT = 'login  no   no  no  in  login  login  none';
const SENDERS = 'login none none in none login login none';
const KEYS = 'who    who  who who who who    in     who';
const ASKED = 'off    off  off off off off    off    off';
const CONNECTED = 'out    in   in  in  in  in     out    in';
const WATCHED = 'out      in   in  in  in  no     out    in';
const HUNG = 'out         no   no  no  no  in     out    no';

const uuid = () => crypto.randomUUID();
const NOWHERE = '019a0000-0000-7000-8000-000000000000';
const sentActivity = () => `/api/v1/activities/calendar/${encodeURIComponent(SENT_AS)}`;
const aMetric = { name: 'Demos held', pointsPerUnit: '100', horizon: 'pipeline' };
const aBadge = {
	name: 'Teacher',
	criteria: 'Wrote down what worked, so that everyone can use it.',
	shape: 'ribbon',
	glyph: 'book',
	colour: '4',
	how: 'people'
};
const aGoal = { title: 'Five demos', target: '5', metric: 'demos-held' };

const SENTENCE = 'This was a rehearsal.';
const answering = (w: World) => ({ question: w.question, answer: 'kept', reason: 'I was there.' });
const aFigure = (w: World) => `metric=points&from=${w.today}&to=${w.today}&member=${w.aiko}`;

export const MATRIX: Record<string, Row> = {
	// First, since a change of somebody's rights closes their sockets.
	// Of topic `goals`, which a TV has its own of.
	'EVENT watch': { outcomes: WATCHED },
	'EVENT unwatch': { outcomes: CONNECTED },
	'TOPIC board': { outcomes: WATCHED, path: () => 'board?metric=points&period=week' },
	'TOPIC place': {
		outcomes: WATCHED,
		path: (w) => `place?member=${w.aiko}&metric=points&period=week`
	},
	// There are no leagues in this world yet.
	'TOPIC league': {
		outcomes: 'out none none none none no out none',
		path: () => 'league?number=1'
	},
	'TOPIC feed': { outcomes: WATCHED, path: () => 'feed' },
	'TOPIC comments': {
		outcomes: 'out in in in in no out none',
		path: (w) => `comments?moment=${w.moment}`
	},
	'TOPIC coaching': {
		outcomes: 'out in no no no no out no',
		path: (w) => `coaching?member=${w.aiko}`
	},
	'TOPIC checks': {
		outcomes: 'out in no no no no out no',
		path: (w) => `checks?member=${w.aiko}`
	},
	'TOPIC asks': {
		outcomes: 'out in no no no no out no',
		path: (w) => `asks?member=${w.aiko}`
	},
	'TOPIC expectations': {
		outcomes: 'out in no no no no out no',
		path: (w) => `expectations?member=${w.aiko}`
	},
	'TOPIC talks': {
		outcomes: 'out in no no no no out no',
		path: (w) => `talks?member=${w.aiko}`
	},
	'TOPIC entry': {
		outcomes: 'out in in in in no out none',
		path: (w) => `entry?id=${w.activity}`
	},
	'TOPIC preferences': {
		outcomes: 'out in no no no no out no',
		path: (w) => `preferences?member=${w.aiko}`
	},
	'TOPIC goals': { outcomes: WATCHED, path: () => 'goals' },
	'TOPIC chain': {
		outcomes: 'out in in in in no out none',
		path: (w) => `chain?member=${w.aiko}`
	},
	'TOPIC branch': { outcomes: WATCHED, path: (w) => `branch?goal=${w.teamGoal}` },
	'TOPIC display': {
		outcomes: 'out no no no no in out no',
		path: (w) => `display?id=${w.display}`
	},
	'TOPIC wall-board': { outcomes: HUNG, path: () => 'wall-board?metric=points&period=week' },
	'TOPIC wall-goals': { outcomes: HUNG, path: () => 'wall-goals' },
	'TOPIC wall-feed': { outcomes: HUNG, path: () => 'wall-feed' },

	'GET /': { outcomes: ANYONE },
	'GET /healthz': { outcomes: ANYONE },
	'GET /login': { outcomes: ANYONE },
	'POST /login': { outcomes: ANYONE, form: () => ({ email: 'x@halden.example', password: 'x' }) },
	'GET /first-run': { outcomes: ANYONE },
	'POST /first-run?/demo': { outcomes: ANYONE, form: () => ({}) },
	'POST /first-run?/own': { outcomes: ASKED, form: () => ({}) },
	'GET /join/[code]': { outcomes: ANYONE, path: (w) => `/join/${w.joinCode}` },
	'POST /join/[code]': { outcomes: ASKED, path: (w) => `/join/${w.joinCode}`, form: () => ({}) },
	'GET /logout': { outcomes: ANYONE },

	'GET /demo': { outcomes: ANYONE },
	'POST /demo?/step': { outcomes: ANYONE, form: (w) => ({ member: w.demoRep }) },
	'POST /demo?/tv': { outcomes: ANYONE },
	'POST /demo?/play': { outcomes: ANYONE, form: () => ({ speed: '1' }) },
	'POST /demo?/stop': { outcomes: ANYONE },
	'GET /tv': { outcomes: ANYONE },
	'GET /tv/pair': { outcomes: ANYONE },
	'GET /tv/[display]': {
		outcomes: 'pair pair pair pair pair in pair pair',
		path: (w) => `/tv/${w.display}`
	},
	'POST /tv/[display]/seen': {
		outcomes: 'who who who who who in who who',
		path: (w) => `/tv/${w.display}/seen`,
		json: () => ({})
	},

	'GET /standings': { outcomes: MEMBERS },
	'POST /standings?/record': {
		outcomes: 'login in no in in login login none',
		form: (w) => ({
			memberId: w.aiko,
			key: uuid(),
			openedAt: new Date().toISOString(),
			metric: 'demos-held',
			value: '1',
			day: w.today
		})
	},
	'POST /standings?/reverse': {
		outcomes: LEADERS_OF_IT,
		form: (w) => ({ id: w.activity, reason: 'it was a rehearsal' })
	},
	'POST /standings?/mistyped': { outcomes: ONESELF, form: (w) => ({ id: w.typed }) },
	'POST /standings?/ask': {
		outcomes: ONESELF,
		form: (w) => ({ entry: w.entryToAsk, sentence: SENTENCE })
	},
	'POST /standings?/answer': { outcomes: LEADERS_OF_IT, form: answering },
	'POST /standings?/look': { outcomes: LEADERS_OF_IT, form: (w) => ({ flag: w.flag }) },
	'GET /figure': { outcomes: MEMBERS_OF_IT, path: (w) => `/figure?${aFigure(w)}` },
	'GET /figure/csv': { outcomes: MEMBERS_OF_IT, path: (w) => `/figure/csv?${aFigure(w)}` },
	'POST /figure?/ask': {
		outcomes: ONESELF,
		form: (w) => ({ entry: w.entryToAsk, sentence: SENTENCE })
	},
	'POST /figure?/answer': { outcomes: LEADERS_OF_IT, form: answering },
	'POST /figure?/look': { outcomes: LEADERS_OF_IT, form: (w) => ({ flag: w.flag }) },
	'POST /figure?/reverse': {
		outcomes: LEADERS_OF_IT,
		form: (w) => ({ id: w.activity, reason: 'it was a rehearsal' })
	},
	'POST /figure?/mistyped': { outcomes: ONESELF, form: (w) => ({ id: w.typed }) },
	'GET /checks': { outcomes: LEADERS },
	'POST /checks?/ask': {
		outcomes: ONESELF,
		form: (w) => ({ entry: w.entryToAsk, sentence: SENTENCE })
	},
	'POST /checks?/answer': { outcomes: LEADERS_OF_IT, form: answering },
	'POST /checks?/look': { outcomes: LEADERS_OF_IT, form: (w) => ({ flag: w.flag }) },
	'GET /entries/[entry]': { outcomes: MEMBERS_OF_IT, path: (w) => `/entries/${w.activity}` },
	'POST /entries/[entry]?/correct': {
		outcomes: LEADERS_OF_IT,
		path: (w) => `/entries/${w.activity}`,
		form: (w) => ({
			id: w.activity,
			memberId: w.aiko,
			metric: 'demos-held',
			value: '1',
			day: w.today,
			reason: 'it was one'
		})
	},
	'POST /entries/[entry]?/reverse': {
		outcomes: LEADERS_OF_IT,
		path: (w) => `/entries/${w.activity}`,
		form: (w) => ({ id: w.activity, reason: 'it was a rehearsal' })
	},
	'POST /entries/[entry]?/again': {
		outcomes: LEADERS_OF_IT,
		path: (w) => `/entries/${w.activity}`,
		form: (w) => ({ id: w.activity, reason: 'it was a real one' })
	},
	'GET /moments': { outcomes: MEMBERS },
	'POST /moments/cheer': {
		outcomes: MEMBERS_OF_IT,
		json: (w) => ({ momentId: w.moment, kind: 'nice', on: true })
	},
	'GET /moments/[moment]': { outcomes: MEMBERS_OF_IT, path: (w) => `/moments/${w.moment}` },
	'POST /moments/[moment]?/cheer': {
		outcomes: MEMBERS_OF_IT,
		path: (w) => `/moments/${w.moment}`,
		form: () => ({ cheer: 'bell on', back: 'page' })
	},
	'POST /moments/[moment]?/comment': {
		outcomes: MEMBERS_OF_IT,
		path: (w) => `/moments/${w.moment}`,
		form: () => ({ words: 'How did you do it?', requestId: uuid() })
	},
	// Aiko's own comment below Lena's win.
	'POST /moments/[moment]?/takeBack': {
		outcomes: 'login  in   no  in  in  login  login  none',
		path: (w) => `/moments/${w.moment}`,
		form: (w) => ({ comment: w.comment })
	},
	'POST /moments/[moment]?/coach': {
		outcomes: LEADERS_OF_IT,
		path: (w) => `/moments/${w.moment}`,
		form: () => ({ words: 'Ask for the date next time.', requestId: uuid(), cheer: 'bell' })
	},
	'GET /moments/earlier': {
		outcomes: MEMBERS,
		path: () => `/moments/earlier?at=${new Date().toISOString()}&id=${NOWHERE}`
	},
	'GET /recognise': { outcomes: MEMBERS },
	'POST /recognise?/give': {
		outcomes: 'login in in in in login login off',
		form: (w) => ({
			to: w.lena,
			valueId: w.value,
			sentence: 'You stayed on the line until they understood.',
			requestId: uuid(),
			inFeed: 'on'
		})
	},
	// What somebody said is theirs alone; the others are told that there is no such thing.
	'POST /recognise?/ring': { outcomes: SENDERS, form: (w) => ({ id: w.thanks }) },
	'GET /recognise/[recognition]': { outcomes: SENDERS, path: (w) => `/recognise/${w.thanks}` },
	'POST /recognise/[recognition]?/edit': {
		outcomes: SENDERS,
		path: (w) => `/recognise/${w.thanks}`,
		form: (w) => ({ valueId: w.value, sentence: 'You walked them through every number.' })
	},
	'POST /recognise/[recognition]?/back': {
		outcomes: SENDERS,
		path: (w) => `/recognise/${w.spareThanks}`
	},
	'POST /recognise?/back': { outcomes: SENDERS, form: (w) => ({ id: w.thanks }) },
	'GET /recognition': { outcomes: LEADERS },
	'GET /keepsake': { outcomes: MEMBERS },
	'GET /keepsake/html': { outcomes: MEMBERS },
	'GET /keepsake/json': { outcomes: MEMBERS },
	'GET /me': { outcomes: MEMBERS },
	'GET /me/settings': { outcomes: MEMBERS },
	'POST /me/settings?/seen': { outcomes: MEMBERS, form: () => ({}) },
	'POST /me/settings?/ring': {
		outcomes: MEMBERS,
		form: () => ({ quietFrom: '19:00', quietUntil: '07:30', volume: '60' })
	},
	'POST /me/settings?/sound': { outcomes: MEMBERS, form: () => ({ sound: 'gong' }) },
	'POST /me/settings?/call': { outcomes: MEMBERS, form: () => ({ minutes: '0' }) },
	// A form without a file.
	'POST /me/settings?/picture': { outcomes: MEMBERS_ASKED, form: () => ({ file: 'me.jpg' }) },
	'POST /me/settings?/noPicture': { outcomes: MEMBERS },
	'POST /me/settings?/ownSound': { outcomes: MEMBERS_ASKED, form: () => ({ file: 'me.mp3' }) },
	'POST /me/settings?/noSound': { outcomes: MEMBERS },
	'POST /me/settings?/off': {
		outcomes: MEMBERS,
		form: (w) => ({ startsOn: w.today, endsOn: w.today })
	},
	'POST /me/settings?/back': { outcomes: MEMBERS, form: (w) => ({ startsOn: w.today }) },
	'GET /members/[member]/picture/[digest]': { outcomes: SHOWN, path: (w) => w.picture },
	'GET /members/[member]/sound/[digest]': { outcomes: SHOWN, path: (w) => w.sound },
	'GET /me/awards': { outcomes: MEMBERS },
	'GET /me/awards/[award]': { outcomes: THEIR_OWN, path: (w) => `/me/awards/${w.award}` },
	'POST /me/awards/[award]?/share': { outcomes: THEIR_OWN, path: (w) => `/me/awards/${w.award}` },
	'POST /me/awards/[award]?/stop': { outcomes: THEIR_OWN, path: (w) => `/me/awards/${w.award}` },
	'GET /credentials/[id]': { outcomes: ANYONE, path: (w) => `/credentials/${w.credential}` },
	'GET /credentials/[id]/credential.jwt': {
		outcomes: ANYONE,
		path: (w) => `/credentials/${w.credential}/credential.jwt`
	},
	'GET /credentials/[id]/badge.png': {
		outcomes: ANYONE,
		path: (w) => `/credentials/${w.credential}/badge.png`
	},
	'GET /credentials/[id]/badge.svg': {
		outcomes: ANYONE,
		path: (w) => `/credentials/${w.credential}/badge.svg`
	},
	'GET /orgs/[org]/issuer': { outcomes: ANYONE, path: (w) => `/orgs/${w.org}/issuer` },
	'GET /orgs/[org]/keys': { outcomes: ANYONE, path: (w) => `/orgs/${w.org}/keys` },
	'GET /orgs/[org]/keys/[key]': {
		outcomes: ANYONE,
		path: (w) => `/orgs/${w.org}/keys/${w.signingKey}`
	},
	'GET /orgs/[org]/credentials/status': {
		outcomes: ANYONE,
		path: (w) => `/orgs/${w.org}/credentials/status`
	},
	'GET /members/[member]': { outcomes: MEMBERS_OF_IT, path: (w) => `/members/${w.aiko}` },

	'GET /expectations': { outcomes: MEMBERS },
	'GET /members/[member]/expectations': {
		outcomes: 'login in no in in login login none',
		path: (w) => `/members/${w.aiko}/expectations`
	},
	'POST /members/[member]/expectations?/talk': {
		outcomes: 'login in no no no login login no',
		path: (w) => `/members/${w.aiko}/expectations`,
		form: () => ({ version: '1', sentence: 'Let us talk about this one.', requestId: uuid() })
	},
	'POST /members/[member]/expectations?/tap': {
		outcomes: 'login in no no no login login no',
		path: (w) => `/members/${w.aiko}/expectations`,
		form: () => ({ version: '1' })
	},
	'POST /members/[member]/expectations?/settle': {
		outcomes: LEADERS_OF_IT,
		path: (w) => `/members/${w.lena}/expectations`,
		form: (w) => ({ word: w.saidToCard })
	},
	'GET /members/[member]/expectations/edit': {
		outcomes: LEADERS_OF_IT,
		path: (w) => `/members/${w.lena}/expectations/edit`
	},
	'POST /members/[member]/expectations/edit': {
		outcomes: LEADERS_OF_IT,
		path: (w) => `/members/${w.lena}/expectations/edit`,
		form: () => ({
			requestId: uuid(),
			basedOn: '1',
			'title.0': 'Four first meetings',
			'means.0': 'In their calendar before you meet.',
			'metric.0': 'first-meetings',
			'target.0': '4',
			'every.0': 'week',
			'ifMet.0': 'You choose your own list.',
			'ifMissed.0': 'We look at ten calls together.'
		})
	},

	'POST /members/[member]?/ask': {
		outcomes: ONESELF,
		path: (w) => `/members/${w.aiko}`,
		form: (w) => ({ entry: w.entryToAsk, sentence: SENTENCE })
	},
	'POST /members/[member]?/answer': {
		outcomes: LEADERS_OF_IT,
		path: (w) => `/members/${w.aiko}`,
		form: answering
	},
	'POST /members/[member]?/off': {
		outcomes: LEADERS_OF_IT,
		path: (w) => `/members/${w.aiko}`,
		form: () => ({ startsOn: '2026-01-05', endsOn: '2026-01-05' })
	},
	'POST /members/[member]?/look': {
		outcomes: LEADERS_OF_IT,
		path: (w) => `/members/${w.aiko}`,
		form: (w) => ({ flag: w.flag })
	},

	// A wrong address.
	'GET /[...path=inside]': {
		outcomes: 'login none none none none login login none',
		path: () => '/nowhere'
	},
	'GET /goals': { outcomes: MEMBERS },
	'POST /goals?/tap': {
		outcomes: ONESELF,
		form: (w) => ({ goal: w.ownGoal, amount: '1', requestId: uuid() })
	},
	'POST /goals?/link': {
		outcomes: 'login in no no no login login none',
		form: (w) => ({ goal: w.ownGoal })
	},
	'POST /goals?/undo': { outcomes: ONESELF, form: (w) => ({ goal: w.ownGoal }) },
	'POST /goals?/join': { outcomes: MEMBERS_OF_IT, form: (w) => ({ goal: w.pod }) },
	'GET /goals/[goal]/below': { outcomes: MEMBERS, path: (w) => `/goals/${w.teamGoal}/below` },
	'GET /teams/[team]': { outcomes: MEMBERS_OF_IT, path: () => '/teams/northern-lights' },
	'POST /teams/[team]?/join': {
		outcomes: MEMBERS_OF_IT,
		path: () => '/teams/northern-lights',
		form: (w) => ({ goal: w.pod })
	},
	'GET /goals/new': { outcomes: MEMBERS },
	// Anyone proposes; who may agree agrees at once. The team is not of that organization.
	'POST /goals/new': {
		outcomes: 'login in in in in login login off',
		form: (w) => ({ ...aGoal, key: uuid(), scope: 'team', team: w.northernLights })
	},
	'GET /goals/reviews': { outcomes: MEMBERS },
	'GET /goals/reviews/csv': {
		outcomes: MEMBERS,
		path: (w) => `/goals/reviews/csv?quarter=${w.today}`
	},
	'GET /goals/past': { outcomes: MEMBERS },
	'GET /goals/[goal]': { outcomes: MEMBERS_OF_IT, path: (w) => `/goals/${w.teamGoal}` },
	'POST /goals/[goal]?/tap': {
		outcomes: ONESELF,
		path: (w) => `/goals/${w.ownGoal}`,
		form: (w) => ({ goal: w.ownGoal, amount: '1', requestId: uuid() })
	},
	'POST /goals/[goal]?/edit': {
		outcomes: LEADERS_OF_IT,
		path: (w) => `/goals/${w.teamGoal}`,
		form: (w) => ({ title: 'Sixty demos', target: '60', endsOn: w.today })
	},
	'POST /goals/[goal]?/agree': { outcomes: LEADERS_OF_IT, path: (w) => `/goals/${w.proposal}` },
	'POST /goals/[goal]?/decline': {
		outcomes: LEADERS_OF_IT,
		path: (w) => `/goals/${w.proposal}`,
		form: () => ({ why: 'Five demos are a week’s work. Make it four.' })
	},
	'POST /goals/[goal]?/link': { outcomes: ONESELF, path: (w) => `/goals/${w.ownGoal}` },
	'POST /goals/[goal]?/join': { outcomes: MEMBERS_OF_IT, path: (w) => `/goals/${w.pod}` },
	'POST /goals/[goal]?/stay': { outcomes: MEMBERS_OF_IT, path: (w) => `/goals/${w.pod}` },
	'POST /goals/[goal]?/leave': { outcomes: MEMBERS_OF_IT, path: (w) => `/goals/${w.pod}` },
	'POST /goals/[goal]?/ask': {
		outcomes: ONESELF,
		path: (w) => `/goals/${w.ownGoal}`,
		form: (w) => ({ to: w.lena, sentence: 'Could you listen in on Thursday?' })
	},
	// Lena asked Aiko; nobody else was asked.
	'POST /goals/[goal]?/help': {
		outcomes: THEIR_OWN,
		path: (w) => `/goals/${w.pod}`,
		form: (w) => ({ help: w.help, answer: 'yes' })
	},
	'POST /goals/[goal]?/helped': {
		outcomes: THEIR_OWN,
		path: (w) => `/goals/${w.pod}`,
		form: (w) => ({ help: w.help })
	},
	'POST /goals/[goal]?/handOver': {
		outcomes: LEADERS_OF_IT,
		path: (w) => `/goals/${w.teamGoal}`,
		form: (w) => ({ to: w.lena })
	},
	// Who answered for it has left, and Aiko is asked; nobody else is.
	'POST /goals/[goal]?/takeOver': {
		outcomes: THEIR_OWN,
		path: (w) => `/goals/${w.leftGoal}`,
		form: () => ({ answer: 'not-now' })
	},
	'POST /goals/[goal]?/step': { outcomes: ONESELF, path: (w) => `/goals/${w.ownGoal}` },
	'POST /goals/[goal]?/leaveStep': { outcomes: ONESELF, path: (w) => `/goals/${w.ownGoal}` },
	'POST /goals/[goal]?/close': {
		outcomes: LEADERS_OF_IT,
		path: (w) => `/goals/${w.teamGoal}`,
		form: () => ({ learned: 'Ask for the second date in the first demo.' })
	},

	'GET /alignment': { outcomes: MEMBERS },
	// What a member's work adds up to is theirs, and their leader's to see; to keep it is theirs alone.
	'POST /alignment?/keep': {
		outcomes: 'login no no in in login login none',
		form: (w) => ({ metric: 'calls-connected', whose: w.northernLights, until: 'month' })
	},
	'POST /alignment?/again': {
		outcomes: 'login no no in in login login in',
		form: (w) => ({ metric: 'calls-connected', whose: w.northernLights })
	},
	// Those who may are told that nothing of hers feeds no goal.
	'POST /alignment?/raise': {
		outcomes: 'login none no none none login login none',
		form: (w) => ({ metric: 'calls-connected', member: w.aiko })
	},
	'GET /members/[member]/one-to-one': {
		outcomes: 'login in no in in login login none',
		path: (w) => `/members/${w.aiko}/one-to-one`
	},
	'POST /members/[member]/one-to-one?/raise': {
		outcomes: 'login in no in in login login none',
		path: (w) => `/members/${w.aiko}/one-to-one`,
		form: () => ({ sentence: 'How I open a first call.', requestId: uuid() })
	},
	'POST /members/[member]/one-to-one?/done': {
		outcomes: 'login in no in in login login none',
		path: (w) => `/members/${w.aiko}/one-to-one`,
		form: (w) => ({ point: w.talkingPoint, outcome: 'We try it on Friday.' })
	},
	// Aiko's own, and gone once she took it back.
	'POST /members/[member]/one-to-one?/back': {
		outcomes: 'login in none none none login login none',
		path: (w) => `/members/${w.aiko}/one-to-one`,
		form: (w) => ({ point: w.spareTalkingPoint })
	},
	'GET /settings/alignment': { outcomes: LEADERS },
	'GET /settings/alignment/goals': { outcomes: LEADERS },
	'POST /settings/alignment?/keep': {
		outcomes: 'login no no no in login login in',
		form: () => ({ metric: 'calls-connected', whose: 'everyone', until: 'month' })
	},
	'POST /settings/alignment?/again': {
		outcomes: 'login no no no in login login in',
		form: () => ({ metric: 'calls-connected', whose: 'everyone' })
	},
	'POST /settings/alignment?/meeting': {
		outcomes: 'login no no in in login login off',
		form: (w) => ({
			id: uuid(),
			name: 'Pipeline call',
			minutes: '30',
			rhythm: 'week',
			people: '6',
			team: w.northernLights
		})
	},
	'POST /settings/alignment?/keepMeeting': {
		outcomes: LEADERS_OF_IT,
		form: (w) => ({ id: w.meeting, until: 'quarter' })
	},
	'POST /settings/alignment?/askMeeting': {
		outcomes: LEADERS_OF_IT,
		form: (w) => ({ id: w.meeting })
	},
	'POST /settings/alignment?/drop': {
		outcomes: LEADERS_OF_IT,
		form: (w) => ({ id: w.meeting })
	},
	'POST /settings/alignment?/putBack': {
		outcomes: LEADERS_OF_IT,
		form: (w) => ({ id: w.meeting })
	},

	'GET /leagues': { outcomes: MEMBERS },
	'POST /leagues?/leave': { outcomes: MEMBERS },
	'POST /leagues?/back': { outcomes: MEMBERS },

	'GET /settings': { outcomes: MEMBERS },
	'GET /settings/metrics': { outcomes: MEMBERS },
	'GET /settings/metrics/new': { outcomes: ADMINS },
	'POST /settings/metrics/new': {
		outcomes: ADMINS,
		form: () => ({ ...aMetric, name: 'Site visits', unit: 'count' })
	},
	'GET /settings/metrics/[key]': { outcomes: ADMINS, path: () => '/settings/metrics/demos-held' },
	'POST /settings/metrics/[key]?/save': {
		outcomes: ADMINS,
		path: () => '/settings/metrics/demos-held',
		form: () => aMetric
	},
	'POST /settings/metrics/[key]?/archive': {
		outcomes: ADMINS,
		path: () => '/settings/metrics/first-meetings'
	},
	'GET /settings/badges': { outcomes: ADMINS },
	'GET /settings/badges/new': { outcomes: ADMINS },
	'POST /settings/badges/new?/preview': { outcomes: ADMINS, form: () => aBadge },
	'POST /settings/badges/new?/save': {
		outcomes: ADMINS,
		form: () => ({ ...aBadge, name: `Trail ${uuid().slice(-12)}` })
	},
	'GET /settings/badges/[key]': { outcomes: ADMINS, path: () => '/settings/badges/teacher' },
	'POST /settings/badges/[key]?/preview': {
		outcomes: ADMINS,
		path: () => '/settings/badges/teacher',
		form: () => aBadge
	},
	'POST /settings/badges/[key]?/save': {
		outcomes: ADMINS,
		path: () => '/settings/badges/teacher',
		form: () => aBadge
	},
	'POST /settings/badges/[key]?/archive': {
		outcomes: ADMINS,
		path: () => '/settings/badges/fresh-idea'
	},
	'POST /settings/badges/[key]?/restore': {
		outcomes: ADMINS,
		path: () => '/settings/badges/fresh-idea'
	},
	'GET /settings/leagues': { outcomes: ADMINS },
	'POST /settings/leagues': {
		outcomes: ADMINS,
		form: () => ({ plays: 'on', metric: 'points', season: 'week', size: '6' })
	},
	'GET /settings/moments': { outcomes: ADMINS },
	'POST /settings/moments': {
		outcomes: ADMINS,
		form: () => ({ rule: 'streak', on: 'on', from: '5', perDay: '1' })
	},
	'GET /settings/changes': { outcomes: MEMBERS },
	'GET /settings/waiting': { outcomes: ADMINS },
	'POST /settings/waiting?/count': { outcomes: ADMINS },
	'POST /settings/waiting?/map': {
		outcomes: 'login no no no in login login off',
		form: (w) => ({ kind: 'member', name: 'A. K.', means: w.aiko })
	},
	'POST /settings/waiting?/unmap': {
		outcomes: ADMINS,
		form: () => ({ kind: 'member', name: 'A. K.' })
	},

	'GET /settings/targets': { outcomes: LEADERS },
	'POST /settings/targets': {
		outcomes: 'login no no in in login login no',
		form: (w) => ({
			metric: 'points',
			period: 'week',
			member: w.aiko,
			[`target.${w.aiko}`]: '1200'
		})
	},
	'GET /settings/groups': { outcomes: LEADERS },
	'POST /settings/groups': { outcomes: LEADERS, form: () => ({ name: `Starters ${uuid()}` }) },
	'GET /settings/groups/[group]': {
		outcomes: LEADERS_HERE,
		path: (w) => `/settings/groups/${w.group}`
	},
	'POST /settings/groups/[group]?/rename': {
		outcomes: LEADERS_HERE,
		path: (w) => `/settings/groups/${w.group}`,
		form: () => ({ name: 'New this year' })
	},
	'POST /settings/groups/[group]?/people': {
		outcomes: LEADERS_HERE,
		path: (w) => `/settings/groups/${w.group}`,
		form: (w) => ({ member: w.aiko })
	},

	'GET /settings/people': { outcomes: LEADERS },
	'POST /settings/people?/team': { outcomes: ADMINS, form: () => ({ name: 'Fjord Pilots' }) },
	'POST /settings/people?/back': { outcomes: ADMINS_OF_IT, form: (w) => ({ member: w.left }) },
	'GET /settings/people/new': { outcomes: ADMINS },
	'POST /settings/people/new': {
		outcomes: ADMINS,
		form: () => ({ name: 'Jo Novak', role: 'rep' })
	},
	'GET /settings/people/invite': { outcomes: LEADERS },
	'POST /settings/people/invite?/make': {
		outcomes: LEADERS_OF_IT,
		form: (w) => ({ team: w.northernLights, role: 'rep', uses: '5' })
	},
	'POST /settings/people/invite?/end': {
		outcomes: 'login none none in none login login none',
		form: (w) => ({ id: w.invitation })
	},
	'GET /settings/people/[member]': {
		outcomes: LEADERS_OF_IT,
		path: (w) => `/settings/people/${w.lena}`
	},
	'POST /settings/people/[member]?/correct': {
		outcomes: ADMINS_OF_IT,
		path: (w) => `/settings/people/${w.lena}`,
		form: () => ({ name: 'Lene Tran', reference: 'Lene Tran' })
	},
	'POST /settings/people/[member]?/role': {
		outcomes: ADMINS_OF_IT,
		path: (w) => `/settings/people/${w.lena}`,
		form: () => ({ role: 'rep' })
	},
	'POST /settings/people/[member]?/place': {
		outcomes: ADMINS_OF_IT,
		path: (w) => `/settings/people/${w.lena}`,
		form: (w) => ({ team: w.northernLights })
	},
	'POST /settings/people/[member]?/link': {
		outcomes: LEADERS_OF_IT,
		path: (w) => `/settings/people/${w.lena}`
	},
	'POST /settings/people/[member]?/leave': {
		outcomes: ADMINS_OF_IT,
		path: (w) => `/settings/people/${w.leaver}`
	},
	'GET /settings/people/teams/[team]': {
		outcomes: ADMINS_OF_IT,
		path: (w) => `/settings/people/teams/${w.northernLights}`
	},
	'POST /settings/people/teams/[team]': {
		outcomes: ADMINS_OF_IT,
		path: (w) => `/settings/people/teams/${w.northernLights}`,
		form: (w) => ({ managers: w.ines })
	},
	'GET /settings/displays': { outcomes: LEADERS },
	'POST /settings/displays?/pair': {
		outcomes: 'login no none none none login login none',
		form: () => ({ code: 'BCDFGH', name: 'By the door' })
	},
	'POST /settings/displays?/change': {
		outcomes: 'login no in in in login login none',
		form: (w) => ({ id: w.display, name: 'By the coffee', volume: '40' })
	},
	'POST /settings/displays?/revoke': {
		outcomes: 'login no in none none login login none',
		form: (w) => ({ id: w.spareDisplay })
	},
	'GET /settings/credentials': { outcomes: ADMINS },
	'POST /settings/credentials?/rotate': { outcomes: ADMINS },
	'POST /settings/credentials?/revoke': {
		outcomes: ADMINS_OF_IT,
		form: (w) => ({ link: `http://localhost/credentials/${w.credential}` })
	},
	'GET /useful': { outcomes: MEMBERS },
	// Nobody is asked about anything in this world yet.
	'POST /useful': {
		outcomes: 'login none none none none login login none',
		form: () => ({ round: NOWHERE, answer: 'useful' })
	},
	'GET /settings/programmes': { outcomes: MEMBERS },
	'POST /settings/programmes': {
		outcomes: 'login none none none none login login none',
		form: () => ({ round: NOWHERE, why: SENTENCE })
	},
	'GET /settings/values': { outcomes: ADMINS },
	'POST /settings/values?/add': {
		outcomes: ADMINS,
		form: () => ({ name: `Calm ${uuid().slice(-8)}` })
	},
	'POST /settings/values?/change': {
		outcomes: ADMINS_OF_IT,
		form: (w) => ({ id: w.value, name: 'Courage', meaning: 'The hard call first.' })
	},
	'POST /settings/values?/move': {
		outcomes: ADMINS_OF_IT,
		form: (w) => ({ id: w.value, to: 'down' })
	},
	'POST /settings/values?/rules': {
		outcomes: ADMINS,
		form: () => ({ badgesAWeek: '3', huddleDays: '1', huddleAt: '09:30' })
	},
	'POST /settings/values?/archive': { outcomes: ADMINS_OF_IT, form: (w) => ({ id: w.value }) },
	'GET /settings/keys': { outcomes: ADMINS },
	'POST /settings/keys?/make': {
		outcomes: ADMINS,
		form: () => ({ name: 'CRM', scopes: 'boards:read' })
	},
	'POST /settings/keys?/revoke': { outcomes: ADMINS_OF_IT, form: (w) => ({ id: w.spareKey }) },
	'GET /settings/organization': { outcomes: ADMINS },
	'POST /settings/organization?/name': { outcomes: ADMINS, form: () => ({ name: 'Bell & Co' }) },
	'POST /settings/organization?/workdays': {
		outcomes: ADMINS,
		form: () => ({ workdays: '1' })
	},
	'POST /settings/organization?/calendar': {
		outcomes: ADMINS,
		form: () => ({ weekStart: '1', fiscalStart: '1' })
	},

	'POST /api/v1/activities': { outcomes: KEYS, json: (w) => ({ activities: [w.entry()] }) },
	'PATCH /api/v1/activities/[source]/[externalId]': {
		outcomes: KEYS,
		path: sentActivity,
		json: () => ({ value: 2 })
	},
	'DELETE /api/v1/activities/[source]/[externalId]': { outcomes: KEYS, path: sentActivity },
	'GET /api/v1/boards': {
		outcomes: KEYS,
		path: () => '/api/v1/boards?metric=points&period=week'
	},

	// Last, since nobody is signed in after them.
	'POST /logout?/here': { outcomes: ANYONE },
	'POST /logout?/everywhere': { outcomes: ANYONE }
};
