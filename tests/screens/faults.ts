import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/**
 * What axe finds on the page as it is now: each rule with the elements that break it. Our pages have
 * no frames, so that it needs no second page to put their findings together.
 */
export async function faultsOf(page: Page): Promise<[string, string[]][]> {
	// In the middle of a change of colours, words are paler than they will be.
	await Promise.race([page.evaluate(atRest), page.waitForTimeout(1000)]);
	// Where it has looked before it is still there, and is not read a second time.
	const isThere = await page.evaluate(() => 'axe' in window);
	const axe = new AxeBuilder({ page, ...(isThere ? { axeSource: ';' } : {}) });
	const { violations } = await axe
		.setLegacyMode()
		.options({ resultTypes: ['violations'] })
		.analyze();
	return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
}

/** Runs in the page: once what moves there for a moment has come to its end. */
async function atRest(): Promise<void> {
	const ending = document
		.getAnimations()
		.filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
		.map(({ finished }) => finished.catch(() => undefined));
	await Promise.all(ending);
}
