export * from './schema.ts';
export * from './progress/schema.ts';
export { agreeGoal, declineGoal } from './support/agree-goal.ts';
export { answerHelp } from './help/answer-help.ts';
export { finishHelp, finishHelps } from './help/finish-help.ts';
export { askForHelp } from './help/ask-for-help.ts';
export { checkIn } from './taps/check-in.ts';
export { closeByItself, closeEndedGoals } from './closing/close-by-itself.ts';
export { closeGoal } from './closing/close-goal.ts';
export { editGoal, type EditGoal } from './edit-goal.ts';
export { goalFigure } from './goal-figure.ts';
export { fedCrossed } from './feeding/fed-crossed.ts';
export { goalsReached, type Reached } from './feeding/goals-reached.ts';
export { feedsOf, goalsFedBy, type FedGoal, type Work } from './feeding/goals-fed-by.ts';
export { branchTopic } from './live/branch-topic.ts';
export { chainTopic } from './live/chain-topic.ts';
export { goalsTopic } from './live/goals-topic.ts';
export { createHeldGoals, withFiguresOf, type HeldGoals } from './live/held-goals.ts';
export { handOver, takeOver } from './support/hand-over.ts';
export { joinGoal, leaveGoal, stayIn } from './people/join-goal.ts';
export { linkGoal } from './support/link-goal.ts';
export { undoMove } from './support/undo-move.ts';
export { crossedBy, type CrossedGoal } from './progress/crossed-by.ts';
export { goalProjection } from './progress/project-activities.ts';
export { readContributions, readTaps } from './feeding/read-contributions.ts';
export { openGoal } from './open-goal.ts';
export { openGoals } from './open-goals.ts';
export { openPastGoals } from './closing/open-past-goals.ts';
export { openNewGoal } from './open-new-goal.ts';
export { joinGoalForm, linkGoalForm, moveGoalForm } from './move-form.ts';
export { openReview } from './closing/open-review.ts';
export { openTeam } from './open-team.ts';
export { readGoal, readGoals } from './read-goals.ts';
export { readFed } from './feeding/read-fed.ts';
export { listChoices } from './support/read-lineage.ts';
export { readGoalAsks } from './read-goal-asks.ts';
export { readLeaving } from './support/read-leaving.ts';
export { readHistory } from './read-history.ts';
export { readRhythms } from './taps/read-rhythms.ts';
export { sharesOf, sharesOfAll, type Share } from './feeding/shares-of.ts';
export { rebuildProgress } from './rebuild-progress.ts';
export {
	answerHelpForm,
	askForHelpForm,
	checkInForm,
	closeGoalForm,
	declineGoalForm,
	editGoalForm,
	finishHelpForm,
	handOverForm,
	setGoalForm,
	takeOverForm
} from './goal-forms.ts';
export { setGoal } from './set-goal.ts';
export { setTypedGoal } from './set-typed-goal.ts';
export { leaveStep, takeStep } from './take-step.ts';
export type { SetGoal } from './prepare-goal.ts';
export { withReachedDays } from './feeding/with-reached-days.ts';
export { valuesBefore } from './feeding/values-before.ts';
