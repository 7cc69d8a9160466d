export * from './schema.ts';
export * from './progress/schema.ts';
export { agreeGoal, declineGoal } from './agree-goal.ts';
export { answerHelp } from './answer-help.ts';
export { askForHelp } from './ask-for-help.ts';
export { checkIn } from './check-in.ts';
export { closeByItself, closeEndedGoals } from './close-by-itself.ts';
export { closeGoal } from './close-goal.ts';
export { editGoal, type EditGoal } from './edit-goal.ts';
export { goalFigure } from './goal-figure.ts';
export { fedCrossed } from './fed-crossed.ts';
export { goalsReached, type Reached } from './goals-reached.ts';
export { feedsOf, goalsFedBy, type FedGoal, type Work } from './goals-fed-by.ts';
export { branchTopic } from './branch-topic.ts';
export { chainTopic } from './chain-topic.ts';
export { goalsTopic } from './goals-topic.ts';
export { handOver, takeOver } from './hand-over.ts';
export { joinGoal, leaveGoal } from './join-goal.ts';
export { linkGoal } from './link-goal.ts';
export { crossedBy } from './progress/crossed-by.ts';
export { goalProjection } from './progress/project-activities.ts';
export { readContributions, readTaps } from './read-contributions.ts';
export { openGoal } from './open-goal.ts';
export { openGoals } from './open-goals.ts';
export { openPastGoals } from './open-past-goals.ts';
export { openNewGoal } from './open-new-goal.ts';
export { joinGoalForm, moveGoalForm } from './move-form.ts';
export { openReview } from './open-review.ts';
export { openTeam } from './open-team.ts';
export { readGoal, readGoals } from './read-goals.ts';
export { readFed } from './read-fed.ts';
export { listChoices } from './read-lineage.ts';
export { readGoalAsks } from './read-goal-asks.ts';
export { readHistory } from './read-history.ts';
export { readRhythms } from './read-rhythms.ts';
export { sharesOf, sharesOfAll, type Share } from './shares-of.ts';
export { rebuildProgress } from './rebuild-progress.ts';
export {
	answerHelpForm,
	askForHelpForm,
	checkInForm,
	closeGoalForm,
	declineGoalForm,
	editGoalForm,
	handOverForm,
	linkGoalForm,
	setGoalForm,
	takeOverForm
} from './goal-forms.ts';
export { setGoal } from './set-goal.ts';
export { leaveStep, takeStep } from './take-step.ts';
export type { SetGoal } from './prepare-goal.ts';
export { withReachedDays } from './with-reached-days.ts';
export { valuesBefore } from './values-before.ts';
