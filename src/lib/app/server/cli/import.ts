import { importFile, readMap } from '#lib/integrations/server/index.ts';
import { showSummary, type ImportSummary } from '#lib/integrations/summary.ts';
import type { Result } from '#lib/platform/result.ts';
import { done, EXIT, type Command, type Input, type Output, type Terminal } from './command.ts';
import { organizationOf, withInstallation } from './installation.ts';
import { progressOn } from './progress.ts';

export const IMPORT_OPTIONS: Command['options'] = [
	{ name: 'org', value: 'SLUG', text: 'the organization', required: true },
	{ name: 'map', value: 'MAP.json', text: 'how lines become activities', required: true }
];

export const MAP_NOTES = `The map is JSON:
  {
    "source": "crm",
    "activities": [
      {
        "when": { "deal_stage": "Won" },
        "metric": "deals-won",
        "member": "{sales_agent}",
        "value": 1,
        "occurredAt": "{close_date}",
        "externalId": "won-{opportunity_id}",
        "note": "{account}"
      }
    ]
  }
  source      names the system the file comes from
  delimiter   between fields, "," where left out
  decimal     "." or ",", "." where left out
  activities  what a line may become: none, one or several of these
    when        column → what it holds: "a text", ["one", "of"], true (filled), false (empty)
    metric      a metric’s key
    member      a person’s reference or e-mail
    value       in the metric’s unit, money in major units
    occurredAt  a date (2017-03-01) or an RFC 3339 time
    externalId  with the source the activity’s identity: the same one again is the same activity
    note        optional
    segment     optional: the kind of customer, like {sector}; goals may count one kind only
Texts are templates: {close_date} is the column close_date, the rest stands for itself.
The file is UTF-8 with a first line that names its columns.`;

export const importActivities: Command = {
	name: 'import',
	positionals: ['FILE'],
	summary: 'Records the activities of a CSV file, quietly: the past rings no bell.',
	options: IMPORT_OPTIONS,
	notes: `${MAP_NOTES}

The same file again records nothing new. Activities of people or metrics that nobody knows wait,
and count once they are there. Rejected and waiting lines are listed with their numbers.`,
	run
};

function run(input: Input, terminal: Terminal): Promise<Result<Output>> {
	return withInstallation(terminal.env, async (installation) => {
		const organization = await organizationOf(installation, input.text('org'));
		if (!organization.ok) return organization;
		const map = await readMap(input.text('map'));
		if (!map.ok) return map;
		const progress = progressOn(terminal);
		const summary = await importFile(installation.ledger, {
			orgId: organization.value.id,
			path: input.text('FILE'),
			map: map.value,
			signal: terminal.signal,
			progress: (read, size, { recorded }) =>
				progress.show(read / size, `${recorded.toLocaleString('en')} recorded`)
		});
		progress.end();
		return summary.ok ? conclude(summary.value, terminal) : summary;
	});
}

/** The summary, and an exit code that says whether it is whole. */
export function conclude(summary: ImportSummary, { signal }: Terminal): Result<Output> {
	if (signal.aborted) return done(showSummary(summary), EXIT.interrupted);
	const isWhole = !summary.unresolved.length && !summary.rejected.length;
	return done(showSummary(summary), isWhole ? EXIT.done : EXIT.partly);
}
