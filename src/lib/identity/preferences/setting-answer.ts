/** What came of a form of the settings page: the one that was saved, or refused and why. */
export type SettingAnswer =
	| { saved?: string; refused?: string; detail?: string; fields?: Record<string, string> }
	| null
	| undefined;
