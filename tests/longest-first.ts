import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Begun last, each of them would run on alone beside an idle core. */
const LONGEST = [
	'tests/crm/cli.test.ts',
	'tests/access/access.test.ts',
	'tests/faults/histories.test.ts',
	'src/lib/app/server/demo/worth-a-look.test.ts',
	'tests/crm/real-year.test.ts',
	'tests/crm/by-api.test.ts'
];

/** The known long files first: a checkout that has never run its tests cannot tell how long they take. */
export class LongestFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		const others = await super.sort(files);
		const placeOf = ({ moduleId }: TestSpecification) => {
			const place = LONGEST.findIndex((file) => moduleId.endsWith(file));
			return place < 0 ? LONGEST.length : place;
		};
		return others.sort((a, b) => placeOf(a) - placeOf(b));
	}
}
