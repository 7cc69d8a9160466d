import type { Terminal } from './command.ts';

/** All of standard input but the line end that echo leaves. */
export async function readSecret({ stdin }: Terminal): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of stdin) chunks.push(Buffer.from(chunk));
	return Buffer.concat(chunks)
		.toString('utf8')
		.replace(/\r?\n$/, '');
}
