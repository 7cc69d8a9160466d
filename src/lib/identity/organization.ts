import type { OrgId } from '#lib/platform/ids.ts';
import type { Calendar } from '#lib/platform/period.ts';

export interface Organization {
	id: OrgId;
	slug: string;
	name: string;
	/** IANA name; decides on which day something happened. */
	timeZone: string;
	/** ISO 4217. */
	currency: string;
	/** ISO weekday, 1 is Monday, 7 is Sunday. */
	weekStart: number;
	/** Month in which the fiscal year starts, 1 to 12. */
	fiscalStart: number;
	/** ISO weekdays on which people work; a streak waits over the others. */
	workdays: number[];
	isDemo: boolean;
}

export function calendarOf(organization: Organization): Calendar {
	return { weekStart: organization.weekStart, fiscalStart: organization.fiscalStart };
}

export function isCurrency(code: string): boolean {
	return Intl.supportedValuesOf('currency').includes(code);
}
