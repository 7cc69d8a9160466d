import { findFlags } from '#lib/metrics/questions/server/index.ts';
import { findMoments, type Fact } from '#lib/moments/server/index.ts';
import { readRecognition } from '#lib/recognition/server/index.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Tasks } from '#lib/platform/server/jobs.ts';

/**
 * What follows from a fact once it is committed, a line each. Every reaction runs at least once and
 * guards its effects by a unique key; one that throws is tried again and stops nobody else.
 */
export function reactions(context: Context): Tasks {
	return {
		react: async (fact) => {
			await findMoments(context, fact as Fact, readRecognition);
			await findFlags(context, fact as Fact);
		}
	};
}
