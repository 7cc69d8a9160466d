export * from './schema.ts';
export {
	askAgainForm,
	findGoalsForm,
	keepMeetingForm,
	keepWorkForm,
	meetingForm,
	oneMeetingForm,
	raiseWorkForm
} from './alignment-forms.ts';
export { findLoose } from './find-loose.ts';
export { askMeetingAgain, keepMeeting } from './keep-meeting.ts';
export { askAgain, keepWork } from './keep-work.ts';
export { openAlignment } from './open-alignment.ts';
export { openUnserved } from './open-unserved.ts';
export { readMeetings } from './list-meetings.ts';
export { readAlignmentAsks } from './read-alignment-asks.ts';
export { readAlignment } from './read-alignment.ts';
export { findGoals } from './running-goals.ts';
export { putMeetingBack, removeMeeting } from './remove-meeting.ts';
export { setMeeting } from './set-meeting.ts';
